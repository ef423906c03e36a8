import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wav": "audio/wav",
};

/**
 * Static files over HTTP, as a plain host gives them: right types, no other header. It is also the proxy of the test's browser, so
 * that `requests` holds every address that anything in the browser asked for: page, workers, service worker; nobody can go round it.
 */
export class WebPageServer {
  /** Where the page is, ending in a slash. */
  readonly address: string;
  /** Every address asked for, in order; those of other hosts are refused. */
  readonly requests: string[] = [];
  /** While false, connections are cut as they come: the visitor is in a tunnel. */
  connected = true;
  /** The folder that is served: a test of an update puts another here. */
  folder: string;
  readonly #server: Server;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.folder = folder;
    this.address = `http://localhost:${this.port}/`;
    server.on("request", (request: IncomingMessage, response: ServerResponse) => this.#answer(request, response));
    server.on("connect", (request: IncomingMessage, socket) => {
      this.requests.push(`connect://${request.url}`);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
  }

  static async start(folder: string): Promise<WebPageServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new WebPageServer(server, folder);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", this.address);
    if (url.protocol === "chrome-extension:") return void response.writeHead(403).end();
    this.requests.push(url.href);
    if (!this.connected) return void request.socket.destroy();
    if (url.origin !== new URL(this.address).origin) return void response.writeHead(403).end();
    const path = normalize(decodeURIComponent(url.pathname));
    const file = join(this.folder, path.endsWith("/") ? `${path}index.html` : path);
    if (path.includes("..") || !existsSync(file) || statSync(file).isDirectory()) {
      return void response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    }
    response.writeHead(200, { "content-type": CONTENT_TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  }
}
