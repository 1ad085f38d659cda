import { defineConfig } from 'vite';

/** The timeline for pages of others: one file with a name that stays, beside the page that was built first. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/embed',
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: 'src/embed/annals-timeline.ts', formats: ['es'], fileName: () => 'annals-timeline.js' },
  },
});
