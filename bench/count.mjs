// count.mjs - DuckDB's weighted counts of 20 questions by 6 breakdowns from
// wide.csv, read into memory before the clock starts.  Prints seconds, and
// responses and weight of one cell.
// usage: node count.mjs FILE.csv
// The package @duckdb/node-api is found from the present folder.
import { createRequire } from "node:module";

const { DuckDBInstance } = createRequire(process.cwd() + "/")(
  "@duckdb/node-api",
);
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const quoted = process.argv[2].replaceAll("'", "''");
await connection.run(
  `CREATE TABLE t AS SELECT * FROM read_csv('${quoted}')`,
);
const start = performance.now();
let counts;
for (let q = 1; q <= 20; q++)
  for (let b = 1; b <= 6; b++)
    counts = await connection.runAndReadAll(
      `SELECT q${q} AS q, b${b} AS b, count(*) AS n, sum(w) AS w
       FROM t GROUP BY ALL`,
    );
const seconds = (performance.now() - start) / 1000;
const cell = counts.getRowObjects().find(({ q, b }) => q == 1 && b == 1);
console.log(`${seconds.toFixed(3)} ${cell.n} ${cell.w}`);
connection.closeSync();
instance.closeSync();
