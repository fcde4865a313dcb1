// duckdb.mjs - DuckDB reads a CSV file into a table of a database.
// usage: node duckdb.mjs FILE.csv TO.duckdb
// The package @duckdb/node-api is found from the present folder.
import { createRequire } from "node:module";

const { DuckDBInstance } = createRequire(process.cwd() + "/")(
  "@duckdb/node-api",
);
const [csv, to] = process.argv.slice(2);
const instance = await DuckDBInstance.create(to);
const connection = await instance.connect();
const quoted = csv.replaceAll("'", "''");
await connection.run(
  `CREATE TABLE t AS SELECT * FROM read_csv('${quoted}')`,
);
const rows = await connection.runAndReadAll("SELECT count(*) FROM t");
console.log(String(rows.getRows()[0][0]));
connection.closeSync();
instance.closeSync();
