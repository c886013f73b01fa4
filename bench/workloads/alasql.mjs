// SQL queries over tables in memory: joins, grouping, sorting, sub-queries.
import alasql from 'alasql';

const cities = Array.from({ length: 60 }, (_, id) => ({ id, name: `City ${id}`, region: id % 7 }));
const people = Array.from({ length: 2000 }, (_, id) => ({
  id,
  name: `Person ${(id * 7919) % 2000}`,
  city: (id * 31) % 60,
  age: 18 + ((id * 13) % 70),
}));

const queries = [
  'SELECT city, COUNT(*) AS n, AVG(age) AS mean FROM people GROUP BY city ORDER BY n DESC, city',
  'SELECT p.name, c.name AS town FROM people p JOIN cities c ON p.city = c.id WHERE p.age > 60 AND c.region = 3',
  'SELECT c.region, MAX(p.age) AS oldest FROM people p JOIN cities c ON p.city = c.id GROUP BY c.region HAVING COUNT(*) > 10',
  'SELECT TOP 50 name, age FROM people WHERE name LIKE "%7%" ORDER BY age DESC, name',
  'SELECT name FROM cities WHERE id IN (SELECT city FROM people WHERE age < 20)',
];

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const database = new alasql.Database();
    database.exec('CREATE TABLE cities (id INT, name STRING, region INT)');
    database.exec('CREATE TABLE people (id INT, name STRING, city INT, age INT)');
    database.tables.cities.data = cities.map((city) => ({ ...city }));
    database.tables.people.data = people.map((person) => ({ ...person }));
    sum = 0;
    for (const query of queries) sum = sum * 31 + database.exec(query).length;
  }
  return sum;
}
