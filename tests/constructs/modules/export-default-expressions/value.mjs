const t = (x) => {
  for (let i = 0; i < 2; i++) x += i;
  return x;
};
export default t(1) + t(2) * t(3);
