import { defineConfig } from '@playwright/test';
import { findChromium } from './browser.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: '..',
  testMatch: ['journeys/**/*.spec.ts', 'a11y/**/*.spec.ts'],
  outputDir: '../../test-results/journeys',
  globalSetup: './journey-product.ts',
  // One product, two cores: journeys go one after another, each with data of its own.
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/journeys.json' }]],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // A trace records every step and picture, which costs time: TRACE=1 asks for it when a failure has to be looked into.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
