/** Removes secrets from a text. A response URL is a secret, because anyone who has it can answer the request. */
export function redact(text: string): string {
  return text
    .replace(/(\\?"ResponseURL\\?"\s*:\s*\\?")(?:\\[^"]|[^"\\])*/gi, '$1***')
    .replace(/https?:\/\/[^\s"'<>]+/gi, (url) => (/X-Amz-|Signature=/i.test(url) ? '***' : url))
    .replace(/(X-Amz-[A-Za-z-]+)(=|%3D|"?\s*:\s*"?)[^\s"'&<>\\]+/gi, '$1$2***');
}
