import { EXAMPLES, runApp } from '../support/run-app';

test.each(['test/bindings/app.ts', ...EXAMPLES])('%s passes the built-in validation', (app) => {
  expect(Object.keys(runApp(app))).toContainEqual(expect.stringMatching(/\.template\.json$/));
});
