// node check.mjs NPM_FOLDER PAGE: prints a line for every problem of the page, and then
// "N problems". Ends badly only when the page could not be checked. Where PAGE is the folder of a site,
// all its pages are checked, as a host shows them that has the site at some path, and the search is
// tried.
//
// The HTML is judged by html-validate. The rest is judged in Chromium, driven through
// chromedriver's WebDriver protocol, which is plain HTTP: no browser library is needed.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [npm, given] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(`${npm}/package.json`);
const problems = new Set();
const isSite = statSync(given).isDirectory();

function pagesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pagesIn(path);
      return extname(path) === ".html" ? [path] : [];
    });
}
const pages = isSite ? pagesIn(given) : [given];
const nameOf = (page) => (isSite ? `${relative(given, page)}: ` : "");

// A site is not at the root of its host, and a folder is its index.html.
const AT = "/some/path/";
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };
async function host() {
  const server = createServer((asked, answer) => {
    try {
      const path = decodeURIComponent(new URL(asked.url, "http://host").pathname);
      if (!path.startsWith(AT)) throw new Error("not of the site");
      const file = join(given, path.slice(AT.length), path.endsWith("/") ? "index.html" : "");
      const bytes = readFileSync(file);
      answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      answer.end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}
const server = isSite ? await host() : null;
const origin = server && `http://127.0.0.1:${server.address().port}`;
const addressOf = (page) =>
  server ? `${origin}${AT}${relative(given, page)}` : pathToFileURL(page).href;

// What the standard says, and what people who cannot see need; no rules of taste.
async function validate() {
  const { HtmlValidate } = require("html-validate");
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:standard", "html-validate:a11y"],
  });
  for (const page of pages) {
    const report = await validator.validateString(readFileSync(page, "utf8"), page);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message } of messages) {
        problems.add(`${nameOf(page)}html: ${line}:${column} ${message} (${ruleId})`);
      }
    }
  }
}

async function startDriver() {
  const driver = spawn("chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((found, failed) => {
    let said = "";
    driver.on("error", failed);
    driver.on("exit", (code) => failed(new Error(`chromedriver ended with ${code}: ${said}`)));
    driver.stdout.on("data", (data) => {
      said += data;
      const match = said.match(/started successfully on port (\d+)/);
      if (match) found(match[1]);
    });
  });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  return { call, stop: () => driver.kill() };
}

// Axe as a person with this screen would meet the page.
const screens = [];
for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 360]) {
    screens.push({ scheme, width, name: `${scheme}, ${width} px wide` });
  }
}

async function look({ call }) {
  const { sessionId } = await call("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        browserName: "chrome",
        "goog:loggingPrefs": { browser: "ALL", performance: "ALL" },
        "goog:chromeOptions": {
          args: [
            "--headless=new",
            "--no-sandbox", // Chromium does not run as root with a sandbox, and CI is root.
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", // No page reaches the network.
          ],
        },
      },
    },
  });
  const session = `/session/${sessionId}`;
  const devtools = (cmd, params) =>
    call("POST", `${session}/goog/cdp/execute`, { cmd, params });
  const script = (script, kind = "sync") =>
    call("POST", `${session}/execute/${kind}`, { script, args: [] });
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

  try {
    await call("POST", `${session}/timeouts`, { script: 120_000 });
    for (const { scheme, width, name } of screens) {
      await devtools("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-color-scheme", value: scheme }],
      });
      await devtools("Emulation.setDeviceMetricsOverride", {
        width,
        height: 800,
        deviceScaleFactor: 1,
        mobile: width < 500,
      });
      for (const page of pages) {
        await call("POST", `${session}/url`, { url: addressOf(page) });
        // What folds is judged too.
        await script("for (const d of document.querySelectorAll('details')) d.open = true;");

        const needed = await script("return document.documentElement.scrollWidth;");
        if (needed > width) problems.add(`${nameOf(page)}page: wider than the screen: ${needed} px (${name})`);

        await script(axe);
        const found = await script(
          "const done = arguments[arguments.length - 1];" +
            "axe.run(document).then(r => done(r.violations), e => done(String(e)));",
          "async",
        );
        if (!Array.isArray(found)) throw new Error(`axe-core: ${found}`);
        for (const { id, help, nodes } of found) {
          const first = nodes[0].html.replace(/\s+/g, " ").slice(0, 120);
          problems.add(`${nameOf(page)}axe ${id} (${name}): ${help}; ${nodes.length} times, first ${first}`);
        }
      }
    }
    for (const page of pages) await print({ call, session, script }, page);
    if (isSite) await trySearch({ call, session, script });
    for (const { level, message } of await call("POST", `${session}/se/log`, { type: "browser" })) {
      if (level === "SEVERE") problems.add(`console: ${message}`);
    }
    for (const { message } of await call("POST", `${session}/se/log`, { type: "performance" })) {
      const { method, params } = JSON.parse(message).message;
      const url = params.request?.url;
      if (method === "Network.requestWillBeSent" && /^(https?|wss?|ftp):/.test(url) && !(origin && url.startsWith(origin + AT))) {
        problems.add(`network: the page asks for ${url}`);
      }
    }
  } finally {
    await call("DELETE", session);
  }
}

// Sheets that executives get on paper are one page each, on either paper.
const PAPERS = { A4: { width: 21, height: 29.7 }, Letter: { width: 21.59, height: 27.94 } };
async function print({ call, session, script }, page) {
  await call("POST", `${session}/url`, { url: addressOf(page) });
  if (!(await script("return document.querySelector('.sheet') !== null;"))) return;
  for (const [name, paper] of Object.entries(PAPERS)) {
    const pdf = Buffer.from(await call("POST", `${session}/print`, { page: paper }), "base64");
    const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (count !== 1) problems.add(`${nameOf(page)}print: ${count} pages of ${name}, and not one`);
  }
}

// The first word of the first page's heading must find that page.
async function trySearch({ call, session, script }) {
  const go = (path) => call("POST", `${session}/url`, { url: `${origin}${AT}${path}` });
  await go("index.html");
  const title = await script("return document.querySelector('h1').textContent;");
  await go(`search/index.html?q=${encodeURIComponent(title.slice(0, -1))}`);
  for (let turn = 0; turn < 50; turn += 1) {
    const found = await script("return document.querySelector('#found a')?.textContent ?? '';");
    if (found === title) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  const said = await script("return document.getElementById('status').textContent;");
  problems.add(`search: “${title}” is not found by its own words: ${said}`);
}

const driver = await startDriver();
try {
  await validate();
  await look(driver);
} finally {
  driver.stop();
  server?.close();
}
for (const problem of problems) console.log(problem.replace(/\n/g, " "));
console.log(`${problems.size} problems`);
