// Reads a YAML document, changes it, and writes it again.
import { parseDocument, stringify } from 'yaml';

const services = Array.from(
  { length: 40 },
  (_, i) => `  service-${i}: &s${i}
    image: "registry/image:${i}" # version ${i}
    ports: [${8000 + i}, ${9000 + i}]
    environment:
      - NAME=service ${i}
      - {key: LEVEL, value: ${i % 2 ? 'debug' : '~'}}
    command: |
      start --number ${i}
        --verbose
      echo done
    notes: >-
      folded text that goes on
      over several lines
${i % 5 === 4 ? `    copy: *s${i - 1}\n` : ''}`,
).join('');
const text = `# Services\nversion: 3.5\nservices:\n${services}`;

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const document = parseDocument(text);
    document.setIn(['services', 'service-3', 'image'], 'other');
    document.deleteIn(['services', 'service-5', 'ports']);
    const written = document.toString();
    sum = written.length * 7 + stringify(document.toJS()).length;
  }
  return sum;
}
