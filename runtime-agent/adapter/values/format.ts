import type { Protocol } from 'devtools-protocol';

type RemoteObject = Protocol.Runtime.RemoteObject;
type Preview = Protocol.Runtime.ObjectPreview;
type Property = Protocol.Runtime.PropertyPreview;

const LONGEST = 120;

/** How a value is written in one line: `(3) [1, 2, 3]`, `{a: 1}`, `'text'`, `ƒ run(a)`. */
export function formatValue(value: RemoteObject): string {
  const { type, subtype, description = '', unserializableValue } = value;
  switch (type) {
    case 'undefined':
      return 'undefined';
    case 'string':
      return quote(String(value.value));
    case 'number':
    case 'bigint':
      return unserializableValue ?? description;
    case 'boolean':
      return String(value.value);
    case 'symbol':
      return description;
    case 'function':
      return formatFunction(description);
    default:
      if (subtype === 'null') return 'null';
      return formatObject(value);
  }
}

export function quote(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`')
        ? '`'
        : "'";
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replaceAll(mark, `\\${mark}`);
  return `${mark}${mark === "'" && !text.includes("'") ? escaped.replaceAll("\\'", "'") : escaped}${mark}`;
}

function formatFunction(description: string): string {
  const [, kind = '', name = ''] =
    /^(class|async function\*?|function\*?|async)?\s*([\w$]*)/.exec(description) ?? [];
  if (kind === 'class') return `class ${name}`.trim();
  // Instrumentation takes further arguments under a name of its own.
  const [head = ''] = description.replace(/,?\$\d*_x=void 0[^()]*/, '').split('{');
  const text = head.replace(/\s+/g, ' ').trim();
  return `ƒ ${text.replace(/^(async )?function\*? ?/, '')}`;
}

function formatObject({
  subtype,
  description = '',
  preview,
  className = '',
}: RemoteObject): string {
  if (subtype === 'error') return description.split('\n')[0] ?? description;
  if (subtype === 'regexp' || subtype === 'date') return description;
  if (!preview || description === 'global') return description;
  if (subtype === 'array' || subtype === 'typedarray')
    return formatArray(preview, description, className);
  const entries = preview.entries?.map(({ key, value }) =>
    key ? `${formatPreview(key)} => ${formatPreview(value)}` : formatPreview(value),
  );
  const isPlain = className === 'Object';
  const head = isPlain ? '' : `${description} `;
  if (entries) return `${head}{${list(entries, preview.overflow)}}`;
  const properties = preview.properties.map(
    (property) => `${property.name}: ${formatProperty(property)}`,
  );
  return `${head}{${list(properties, preview.overflow)}}`;
}

function formatArray(preview: Preview, description: string, className: string): string {
  const [, length = '0'] = /\((\d+)\)$/.exec(description) ?? [];
  const items = preview.properties.map((property) =>
    /^\d+$/.test(property.name)
      ? formatProperty(property)
      : `${property.name}: ${formatProperty(property)}`,
  );
  const name = className === 'Array' ? '' : `${className}`;
  return `${name}(${length}) [${list(items, preview.overflow)}]`;
}

function list(items: readonly string[], overflow: boolean): string {
  let text = '';
  for (const [index, item] of items.entries()) {
    const next = index === 0 ? item : `, ${item}`;
    if (text.length + next.length > LONGEST) return `${text}, …`;
    text += next;
  }
  return overflow && items.length > 0 ? `${text}, …` : text;
}

function formatProperty({ type, subtype, value = '', valuePreview }: Property): string {
  if (valuePreview) return formatPreview(valuePreview);
  if (type === 'string') return quote(value);
  if (type === 'function') return 'ƒ';
  if (type === 'accessor') return '(...)';
  if (subtype === 'null') return 'null';
  if (type === 'undefined') return 'undefined';
  return value;
}

function formatPreview(preview: Preview): string {
  const { type, subtype, description = '' } = preview;
  if (type === 'string') return quote(description);
  if (type === 'function') return 'ƒ';
  if (subtype === 'null') return 'null';
  return type === 'undefined' ? 'undefined' : description;
}
