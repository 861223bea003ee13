// The letter of the bench by typst, through its npm package: one compiler, the fonts loaded once,
// the values given as inputs, the PDF in memory.
//
//   node letter.mjs PEERS_FOLDER default|fast COUNT [FILE]
//
// `fast`: lines broken one after the other instead of together, no structure tree.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [folder, mode, count, file] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, "x.js"));
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
const here = path.dirname(new URL(import.meta.url).pathname);
const records = JSON.parse(readFileSync(path.join(here, "../letter/records.json"), "utf8"));

function values(index) { // as letter_data in letter/letter.h
  const record = (name) => records[name][index % records[name].length];
  const company = Object.entries(record("entreprises")).map(([name, value]) => [`entreprise.${name}`, value]);
  return {
    ...Object.fromEntries(company),
    "eleve.prenom": record("prenoms"), "eleve.nom": record("noms"),
    programme: record("programmes"), responsable: record("responsables"),
    numero: `2026-${String(index + 1).padStart(6, "0")}`, date: `${2 + (index % 27)} novembre 2026`,
  };
}

const fonts = ["gentiumplus/GentiumPlus-Regular", "gentiumplus/GentiumPlus-Bold", "gentiumplus/GentiumPlus-Italic",
  "noto/NotoSans-Regular", "noto/NotoSans-Bold"].map((name) => readFileSync(`/usr/share/fonts/truetype/${name}.ttf`));
const compiler = NodeCompiler.create({ workspace: path.resolve(folder), fontArgs: [{ fontBlobs: fonts }] });
const fast = mode === "fast";
const source = readFileSync(path.join(folder, "letter.typ"), "utf8");
const main = fast ? source.replace("justify: true,", 'justify: true, linebreaks: "simple",') : source;
const entry = path.join(path.resolve(folder), "main.typ");
compiler.addSource(entry, main);

function make(index) {
  const pdf = compiler.pdf({ mainFilePath: entry, inputs: values(index) }, { pdfTags: !fast });
  compiler.evictCache(10);
  return pdf;
}

for (let i = 0; i < 10; i++) make(i);
const used = process.cpuUsage(), start = process.hrtime.bigint();
let bytes = 0, last;
for (let i = 0; i < Number(count); i++) {
  last = make(i);
  bytes += last.length;
}
const cpu = process.cpuUsage(used), wall = Number(process.hrtime.bigint() - start) / 1e9;
if (file) writeFileSync(file, last);
console.log(JSON.stringify({
  engine: `typst (${mode})`, mode: "memory", workers: 1, documents: Number(count), cpu: (cpu.user + cpu.system) / 1e6, wall,
  per_cpu_second: Number(count) / ((cpu.user + cpu.system) / 1e6), per_second: Number(count) / wall,
  bytes: Math.floor(bytes / Number(count)), peak_kib: process.resourceUsage().maxRSS,
}));
