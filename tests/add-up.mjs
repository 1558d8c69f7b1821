// Reads the reports (CTRF) that the test programs wrote: node add-up.mjs counts|slowest|failures REPORT...
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const [what, ...files] = process.argv.slice(2);
const reports = files.map((file) => ({ run: basename(file, ".ctrf.json"), ...JSON.parse(readFileSync(file, "utf8")).results }));
const tests = reports.flatMap((report) => report.tests.map((test) => ({ run: report.run, ...test })));
// Errors outside of any test, such as a fixture that could not be put away, count as failures too.
const errors = reports.flatMap((report) => (report.extra?.suites ?? []).flatMap((suite) => (suite.errors ?? []).map((error) => ({ run: report.run, name: "(outside of a test)", ...error }))));
({ counts, slowest, failures })[what]();

function counts() {
  const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
  console.log(count("passed"), count("failed", "other") + errors.length, count("skipped", "pending"));
}

function slowest() {
  console.log("slowest tests:");
  for (const test of [...tests].sort((a, b) => b.duration - a.duration).slice(0, 10)) {
    console.log(`  ${(test.duration / 1000).toFixed(2).padStart(7)} s  ${test.run}: ${test.name}`);
  }
}

function failures() {
  for (const test of [...tests.filter((test) => test.status === "failed" || test.status === "other"), ...errors]) {
    const reason = (test.message ?? "").split("\n").slice(0, 12).join("\n    ");
    console.log(`failed: ${test.run}: ${test.name}\n    ${reason}`);
  }
}
