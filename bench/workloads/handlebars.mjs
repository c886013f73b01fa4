// Compiles a page of templates and renders them with a list of orders.
import Handlebars from 'handlebars';

const row = `<tr class="{{state}}{{#if urgent}} urgent{{/if}}">
  <td>{{@index}}</td><td>{{upper customer.name}}</td><td>{{customer.city}}</td>
  <td>{{#each lines}}{{quantity}} × {{title}} at {{money price}}{{#unless @last}}, {{/unless}}{{/each}}</td>
  <td>{{#with total}}{{money gross}} ({{money tax}} tax){{else}}open{{/with}}</td>
</tr>`;
const page = `<h1>{{title}}</h1>{{> header}}<table>{{#each orders}}{{> row}}{{else}}<tr><td>none</td></tr>{{/each}}</table>`;

const orders = Array.from({ length: 120 }, (_, i) => ({
  state: ['new', 'paid', 'sent'][i % 3],
  urgent: i % 7 === 0,
  customer: { name: `Customer <${i}>`, city: `City & Sons ${i % 11}` },
  lines: Array.from({ length: i % 5 }, (_line, j) => ({
    quantity: j + 1,
    title: `Item "${j}"`,
    price: (i * 37 + j * 11) % 500,
  })),
  total: i % 4 === 0 ? null : { gross: i * 119, tax: i * 19 },
}));

export function run(iterations) {
  let length = 0;
  for (let i = 0; i < iterations; i++) {
    const engine = Handlebars.create();
    engine.registerHelper('upper', (text) => text.toUpperCase());
    engine.registerHelper('money', (cents) => `${(cents / 100).toFixed(2)} €`);
    engine.registerPartial(
      'header',
      '<p>{{orders.length}} orders{{#if note}}: {{note}}{{/if}}</p>',
    );
    engine.registerPartial('row', row);
    const template = engine.compile(page);
    length = 0;
    for (let j = 0; j < 5; j++) {
      length += template({ title: `Orders ${j}`, note: j % 2 ? 'today' : '', orders }).length;
    }
  }
  return length;
}
