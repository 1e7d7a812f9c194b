import { ContainerImage, ContainerImageConfig } from '../../src';

/** An image that needs no permissions and no assets, for tests of other features. */
export class NamedImage extends ContainerImage {
  constructor(private readonly imageName = 'registry.example/inference:1') {
    super();
  }

  public bind(): ContainerImageConfig {
    return { imageName: this.imageName };
  }
}

export const IMAGE = new NamedImage();
