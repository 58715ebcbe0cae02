import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

/** The API answers under these prefixes; everything else is the single page, and so are our own sources in web/api. */
const proxied = ['/api', '/auth', '/oidc', '/healthz', '/readyz'];

const ownSource = ({ url }: { url?: string }): string | undefined => (/\.tsx?(\?|$)/.test(url ?? '') ? url : undefined);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
  server: {
    port: 5173,
    proxy: Object.fromEntries(proxied.map((prefix) => [prefix, { target: api, changeOrigin: false, bypass: ownSource }])),
  },
});
