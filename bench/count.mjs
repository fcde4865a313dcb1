// count.mjs - DuckDB's weighted counts of 20 questions by 6 breakdowns from
// wide.csv, read into memory before the clock starts.  Prints seconds.
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
for (let q = 1; q <= 20; q++)
  for (let b = 1; b <= 6; b++)
    await connection.runAndReadAll(
      `SELECT q${q}, b${b}, count(*), sum(w) FROM t GROUP BY ALL`,
    );
console.log(((performance.now() - start) / 1000).toFixed(3));
connection.closeSync();
instance.closeSync();
