// node check.mjs NPM_FOLDER PAGE: prints a line for every problem of the page, and then
// "N problems". Ends badly only when the page could not be checked.
//
// The HTML is judged by html-validate. The rest is judged in Chromium, driven through
// chromedriver's WebDriver protocol, which is plain HTTP: no browser library is needed.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [npm, page] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(`${npm}/package.json`);
const problems = new Set();

// What the standard says, and what people who cannot see need; no rules of taste.
async function validate() {
  const { HtmlValidate } = require("html-validate");
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:standard", "html-validate:a11y"],
  });
  const report = await validator.validateString(readFileSync(page, "utf8"), page);
  for (const { messages } of report.results) {
    for (const { line, column, ruleId, message } of messages) {
      problems.add(`html: ${line}:${column} ${message} (${ruleId})`);
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
            "--host-resolver-rules=MAP * ~NOTFOUND", // No page reaches the network.
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
      await call("POST", `${session}/url`, { url: pathToFileURL(page).href });
      // What folds is judged too.
      await script("for (const d of document.querySelectorAll('details')) d.open = true;");

      const needed = await script("return document.documentElement.scrollWidth;");
      if (needed > width) problems.add(`page: wider than the screen: ${needed} px (${name})`);

      await script(axe);
      const found = await script(
        "const done = arguments[arguments.length - 1];" +
          "axe.run(document).then(r => done(r.violations), e => done(String(e)));",
        "async",
      );
      if (!Array.isArray(found)) throw new Error(`axe-core: ${found}`);
      for (const { id, help, nodes } of found) {
        const first = nodes[0].html.replace(/\s+/g, " ").slice(0, 120);
        problems.add(`axe ${id} (${name}): ${help}; ${nodes.length} times, first ${first}`);
      }
    }
    for (const { level, message } of await call("POST", `${session}/se/log`, { type: "browser" })) {
      if (level === "SEVERE") problems.add(`console: ${message}`);
    }
    for (const { message } of await call("POST", `${session}/se/log`, { type: "performance" })) {
      const { method, params } = JSON.parse(message).message;
      const url = params.request?.url;
      if (method === "Network.requestWillBeSent" && /^(https?|wss?|ftp):/.test(url)) {
        problems.add(`network: the page asks for ${url}`);
      }
    }
  } finally {
    await call("DELETE", session);
  }
}

const driver = await startDriver();
try {
  await validate();
  await look(driver);
} finally {
  driver.stop();
}
for (const problem of problems) console.log(problem.replace(/\n/g, " "));
console.log(`${problems.size} problems`);
