// Compiles a page with mixins and renders it.
import pug from 'pug';

const source = `
mixin card(item, index)
  .card(class=item.hot ? 'hot' : null data-index=index)
    h2= item.title
    if item.tags.length
      ul.tags
        each tag in item.tags
          li: a(href='/tags/' + tag)= tag
    else
      p.none No tags
    case item.state
      when 'new'
        p New!
      when 'old'
        p Old
      default
        p&attributes({title: item.state}) #{item.state.toUpperCase()} at #[em #{index + 1}]
    block
doctype html
html(lang='en')
  head
    title #{title} - page
    style.
      body { margin: 0 }
  body
    - const total = items.reduce((sum, item) => sum + item.tags.length, 0)
    h1 #{items.length} items, #{total} tags
    main
      each item, index in items
        +card(item, index)
          p.more!= item.html
    while rest.length
      p= rest.pop()
`;

const items = Array.from({ length: 60 }, (_, i) => ({
  title: `Item <${i}>`,
  hot: i % 4 === 0,
  tags: Array.from({ length: i % 4 }, (_tag, j) => `tag${j}`),
  state: ['new', 'old', 'lost', 'found'][i % 4],
  html: `<b>${i}</b>`,
}));

export function run(iterations) {
  let length = 0;
  for (let i = 0; i < iterations; i++) {
    const render = pug.compile(source);
    length = 0;
    for (let j = 0; j < 5; j++) length += render({ title: `T${j}`, items, rest: [1, 2, 3] }).length;
  }
  return length;
}
