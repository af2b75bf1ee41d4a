// Prints the number of instances a second of a chain of ten tasks.
import { Engine } from 'bpmn-engine';

const tasks = Array.from({ length: 10 }, (_, i) => `t${i}`);
const nodes = ['start', ...tasks, 'end'];
const flows = nodes.slice(1).map((to, i) => `<sequenceFlow id="f${i}" sourceRef="${nodes[i]}" targetRef="${to}" />`);
const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://caseflow.invalid/bpmn">
<process id="p" isExecutable="true"><startEvent id="start" />
${tasks.map((id) => `<task id="${id}" />`).join('')}<endEvent id="end" />${flows.join('')}</process></definitions>`;

const rounds = Number(process.argv[2] ?? 200);
const run = async () => {
  const engine = new Engine({ name: 'chain', source });
  const execution = await engine.execute();
  if (execution.state !== 'idle') await execution.waitFor('end').catch(() => {});
};
for (let i = 0; i < 20; i++) await run();
const started = performance.now();
for (let i = 0; i < rounds; i++) await run();
console.log((rounds * 1000) / (performance.now() - started));
