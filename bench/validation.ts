// Measures the validation: its share of the synthesis time of 200 endpoints, and the time to load its data. It is not a test, because times vary.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Node } from 'constructs';
import { ModuleKind, transpileModule } from 'typescript';
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model } from '../src';
import * as engine from '../src/validation/validate';

const ENDPOINTS = 200;
const ROUNDS = 9;
const TARGET_PERCENT = 5;

process.env.CDK_VALIDATION = 'false'; // the built-in validation of templates takes seconds

let validationTime = 0;

/** Wraps a function so that its duration is added to the validation time. */
function measured<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    const start = performance.now();
    try {
      return work(...args);
    } finally {
      validationTime += performance.now() - start;
    }
  };
}

/** Measures the calls of the validation engine by constructors and at synthesis. */
function instrumentEngine(): void {
  const { validate, validateAtSynthesis } = engine;
  const { addValidation } = Node.prototype;
  let inEngine = false;
  Node.prototype.addValidation = function (validation) {
    addValidation.call(this, inEngine ? { validate: measured(() => validation.validate()) } : validation);
  };
  Object.assign(engine, {
    validate: measured(validate),
    validateAtSynthesis: measured((...args: Parameters<typeof validateAtSynthesis>) => {
      inEngine = true;
      validateAtSynthesis(...args);
      inEngine = false;
    }),
  });
}

/** Synthesizes the endpoints with their models and configurations. Returns the total time and the validation time in milliseconds. */
function synthesize(): { readonly synthesis: number; readonly validation: number } {
  validationTime = 0;
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const start = performance.now();
  const app = new App({ outdir });
  for (let index = 0; index < ENDPOINTS; index++) {
    const stack = new Stack(app, `Stack${index}`);
    const image = ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04');
    const model = new Model(stack, 'Model', { containers: [{ image, environment: { INDEX: `${index}` } }] });
    const endpointConfig = new EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model, instanceType: InstanceType.M5_LARGE }],
    });
    new Endpoint(stack, 'Endpoint', { endpointConfig });
  }
  app.synth();
  const synthesis = performance.now() - start;
  rmSync(outdir, { recursive: true });
  return { synthesis, validation: validationTime };
}

/** The milliseconds to load the generated service model in a new Node.js process. */
function measureLoading(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'shapes.js');
  const source = readFileSync(join(__dirname, '..', 'src', 'service-model', 'shapes.ts'), 'utf8');
  writeFileSync(file, transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText);
  const program = `const start = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - start)`;
  const times = Array.from({ length: ROUNDS }, () => Number(spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' }).stdout));
  rmSync(folder, { recursive: true });
  return median(times);
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

instrumentEngine();
synthesize(); // the first round includes the compilation of the code
const rounds = Array.from({ length: ROUNDS }, synthesize);
const percent = median(rounds.map(({ synthesis, validation }) => 100 * validation / synthesis));

console.table({
  [`synthesis of ${ENDPOINTS} endpoints`]: { median: `${median(rounds.map(({ synthesis }) => synthesis)).toFixed(0)} ms` },
  'validation': { median: `${median(rounds.map(({ validation }) => validation)).toFixed(1)} ms` },
  'share of validation': { median: `${percent.toFixed(2)} % (target: at most ${TARGET_PERCENT} %)` },
  'loading the service model': { median: `${measureLoading().toFixed(2)} ms` },
});
