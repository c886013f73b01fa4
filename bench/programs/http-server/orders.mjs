const customers = new Map();
for (let id = 0; id < 200; id++) customers.set(id, { id, name: `Customer ${id}`, orders: [] });

const orders = Array.from({ length: 2000 }, (_, id) => {
  const order = { id, customer: (id * 7) % 200, cents: (id * 131) % 9000, state: 'new' };
  customers.get(order.customer).orders.push(order);
  return order;
});

const notFound = (what) => Object.assign(new Error(`no such ${what}`), { status: 404 });

async function find(id) {
  await null;
  const order = orders[id];
  if (!order) throw notFound('order');
  return order;
}

function total(list) {
  let sum = 0;
  for (const { cents, state } of list) if (state !== 'cancelled') sum += cents;
  return sum;
}

export function handleOrders(router) {
  router
    .on('GET', '/orders/:id', async ({ params }) => {
      const order = await find(Number(params.id));
      const customer = customers.get(order.customer);
      return { ...order, customer: customer.name };
    })
    .on('GET', '/customers/:id', ({ params, query }) => {
      const customer = customers.get(Number(params.id));
      if (!customer) throw notFound('customer');
      const limit = Number(query.limit ?? 10);
      const latest = customer.orders
        .toSorted((a, b) => b.cents - a.cents || a.id - b.id)
        .slice(0, limit)
        .map(({ id, cents, state }) => ({ id, state, price: `${(cents / 100).toFixed(2)} €` }));
      return { name: customer.name, total: total(customer.orders), latest };
    })
    .on('POST', '/orders/:id/state', async ({ params, input }) => {
      const order = await find(Number(params.id));
      if (!['new', 'paid', 'sent', 'cancelled'].includes(input?.state)) {
        throw Object.assign(new Error('no such state'), { status: 400 });
      }
      order.state = input.state;
      return order;
    });
}
