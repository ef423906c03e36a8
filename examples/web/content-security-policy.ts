/**
 * What the page may do, for the browser to enforce: nothing but run its own files. No address but its own can be asked for anything, so a voice has
 * nowhere to go.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // Stones are united by a WebAssembly module.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  // The WebAssembly module and the files kept for offline use are fetched from the page's own folder.
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
