// Chains and deep operations over a list of records.
import _ from 'lodash';

const records = _.range(1500).map((i) => ({
  id: i,
  group: `g${i % 23}`,
  tags: ['x', `t${i % 5}`, `u${i % 3}`],
  size: { width: (i * 7) % 100, height: (i * 13) % 80 },
}));

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const summary = _(records)
      .filter((record) => record.size.width > 20)
      .groupBy('group')
      .mapValues((group) => ({
        area: _.sumBy(group, ({ size }) => size.width * size.height),
        tags: _(group).flatMap('tags').countBy().toPairs().sortBy([1, 0]).value(),
        widest: _.maxBy(group, 'size.width').id,
      }))
      .value();
    const copy = _.cloneDeep(summary);
    _.set(copy, 'g3.extra.deep', [1, 2, 3]);
    const merged = _.merge({}, summary, copy, { g4: { area: 1 } });
    const sorted = _.orderBy(_.values(merged), ['area', 'widest'], ['desc', 'asc']);
    sum = _.isEqual(summary, copy) ? 1 : 0;
    sum +=
      _.sum(sorted.map(({ area }, at) => (area % 97) * at)) +
      _.uniqWith(
        sorted.map(({ tags }) => tags[0]),
        _.isEqual,
      ).length;
    sum += _.template('<% for (const k in o) { %><%= k %>:<%- o[k].area %>;<% } %>')({
      o: merged,
    }).length;
  }
  return sum;
}
