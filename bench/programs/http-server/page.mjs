const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replace(/[&<>"]/g, (character) => entities[character]);

function html(strings, ...values) {
  return strings.reduce((text, string, i) => {
    const value = values[i - 1];
    return text + (Array.isArray(value) ? value.join('') : escape(String(value))) + string;
  });
}

function* rows(from, count) {
  for (let i = from; i < from + count; i++) {
    yield html`<tr class="${i % 2 ? 'odd' : 'even'}">
      <td>${i}</td>
      <td>${`<item ${i}>`}</td>
    </tr>`;
  }
}

export function renderPage(number) {
  return html`<h1>Page ${number}</h1>
    <table>
      ${[...rows(number * 20, 20)]}
    </table>`;
}
