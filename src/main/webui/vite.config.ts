import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the API. */
const api = process.env.ANNALS_URL ?? 'http://localhost:8080';

export default defineConfig({
  // Relative, so that the page also works below a path that a proxy adds.
  base: './',
  build: {
    // Inlined assets are data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
