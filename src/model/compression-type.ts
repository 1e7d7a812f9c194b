/**
 * The compression of data in Amazon S3.
 */
export enum CompressionType {
  /** No compression. */
  NONE = 'None',

  /** Gzip compression. */
  GZIP = 'Gzip',
}
