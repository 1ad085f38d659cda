/**
 * Serves the built page with the headers of the service and passes everything else on to a service
 * that runs: `npm run serve -- [port] [service]`. So the page as it will be delivered can be tried
 * without packaging it anew.
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json',
};
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

const port = Number(process.argv[2] ?? 8181);
const service = new URL(process.argv[3] ?? process.env.ANNALS_URL ?? 'http://localhost:8080');

function fileOf(path) {
  const name = join(DIST, normalize(path === '/' ? 'index.html' : path === '/embed' ? 'embed.html' : path));
  return name.startsWith(DIST) && existsSync(name) && statSync(name).isFile() ? name : null;
}

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://here');
  const name = fileOf(pathname);
  if (name === null) {
    const passed = ask({ hostname: service.hostname, port: service.port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    return request.pipe(passed);
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY + (pathname.startsWith('/embed') ? '*' : "'none'"),
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Encoding': 'gzip',
  });
  return createReadStream(name).pipe(createGzip()).pipe(response);
}).listen(port, () => console.log(`the page on http://localhost:${port}, the service on ${service.href}`));
