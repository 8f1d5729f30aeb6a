import { defineConfig } from 'vite';

// React needs no plugin here: esbuild compiles the JSX, and the fewer packages a build takes, the better.
// SLIPSTREAM_SERVER: where `npx vite` finds a running `slipstream up` while the page is worked on.
const kServer = process.env.SLIPSTREAM_SERVER ?? 'http://127.0.0.1:5001';

export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic' },
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/api': kServer, '/subjects': kServer } },
});
