import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './schema/db/tables/index.ts', out: './schema/db/migrations' });
