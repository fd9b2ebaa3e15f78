import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest leaves a core idle by default; many of these tests wait for processes and sockets.
    maxWorkers: '100%',
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
