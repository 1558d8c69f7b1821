// Measures the demo's timeline, a post and an invitation as Lighthouse's mobile phone sees them. Run by hand, from a checkout that is built:
// A private house asks search engines to stay away, so the audit that wants the contrary is left out.
//   cd tests/lighthouse && npm ci && node run.mjs [Release|Debug]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { connect } from 'puppeteer-core';

const port = 5300 + Math.floor(Math.random() * 400);
const folder = mkdtempSync(join(tmpdir(), 'privatefed-lighthouse-'));
const program = new URL(`../../src/PrivateFed/bin/${process.argv[2] ?? 'Release'}/net10.0/PrivateFed.dll`, import.meta.url).pathname;

const demo = spawn('dotnet', [program, 'demo', '--data', join(folder, 'data')], {
    env: { ...process.env, ASPNETCORE_URLS: `http://localhost:${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
});
const links = await new Promise((done, failed) => {
    const found = {};
    demo.on('exit', (code) => failed(new Error(`The demo ended with ${code}.`)));
    createInterface({ input: demo.stdout }).on('line', (line) => {
        const [, name, link] = /^([^,\s]+)[, ].*(http\S+)$/.exec(line) ?? [];
        if (link) {
            found[name] = link;
        }
        if (name === 'Märit') {
            done(found);
        }
    });
});

const chrome = await chromeLauncher.launch({
    chromePath: process.env.PRIVATEFED_TEST_CHROMIUM ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
    const browser = await connect({ browserURL: `http://localhost:${chrome.port}` });
    const page = await browser.newPage();
    await measure('join', links['Märit']);
    await page.goto(links.Mara);
    await Promise.all([page.waitForNavigation(), page.click('main button.primary')]);
    const post = await page.$eval('a[href^="/posts/"]', (link) => link.href);
    await measure('timeline', `http://localhost:${port}/`);
    await measure('post', post);

    async function measure(name, url) {
        // A page behind another is not painted.
        await page.bringToFront();
        // What the browser keeps stays: the sign-in.
        const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: 'error', skipAudits: ['is-crawlable'], disableStorageReset: true }, undefined, page);
        if (lhr.runtimeError) {
            throw new Error(`${name}: ${lhr.runtimeError.message}`);
        }
        const scores = Object.values(lhr.categories).map((category) => `${category.title} ${Math.round(category.score * 100)}`);
        console.log(`${name}: ${scores.join(', ')}; ${lhr.audits['largest-contentful-paint'].displayValue} to the largest paint, shift ${lhr.audits['cumulative-layout-shift'].displayValue}`);
        for (const category of Object.values(lhr.categories)) {
            for (const { id, weight } of category.auditRefs) {
                const { score, title, details } = lhr.audits[id];
                if (weight > 0 && score !== null && score < 0.9) {
                    console.log(`    ${category.title}: ${title} (${score}) ${JSON.stringify(details?.items?.slice(0, 3) ?? '').slice(0, 300)}`);
                }
            }
        }
    }
} finally {
    await chrome.kill();
    demo.kill();
    rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
