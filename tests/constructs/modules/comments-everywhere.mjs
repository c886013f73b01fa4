// covers: module text / comments between all tokens
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
/* block */ function /* a */ run(/* b */ x /* c */) /* d */ {
  return (
    // first
    t(x) /* plus */ +
    // second
    t(
      /* arg */ 2, // end
    )
  ); /* done */
}
console.log(run(1));
console.log(log.join(' '));
