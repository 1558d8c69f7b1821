// An S3-compatible server on a free port of this machine: node serve.mjs open|signed FOLDER. It prints its port. "open" takes every request,
// and while the line "down" was the last one that it read, it breaks every connection; "signed" refuses a wrong key.
import { createInterface } from 'node:readline';

const [kind, folder] = process.argv.slice(2);

if (kind === 'signed') {
    const { default: S3rver } = await import('@20minutes/s3rver');
    const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets: [{ name: 'house' }] });
    console.log((await server.run()).port);
} else {
    const { buildApp } = await import('fauxqs');
    const app = buildApp({ logger: false });
    let isDown = false;
    app.addHook('onRequest', (request, reply, done) => (isDown ? request.raw.socket.destroy() : done()));
    createInterface({ input: process.stdin }).on('line', line => {
        isDown = line === 'down';
        console.log(line);
    });
    console.log(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
}
process.stdin.on('end', () => process.exit());
process.stdin.resume();
