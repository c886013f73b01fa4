let steps = 0;
export const step = (f) => {
  steps++;
  try {
    return f();
  } finally {
    steps--;
  }
};
