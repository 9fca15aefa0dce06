import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type StaticNginx = { readonly url: string; readonly processId: number; close(): Promise<void> };

/**
 * nginx with one worker that sends the same compressed bytes from a file (`gzip_static`): what this machine can do at best
 * with this page. Without an access log, and with files kept open.
 */
export async function serveByNginx(
  zipped: Buffer,
  { folder, port, contentType }: { folder: string; port: number; contentType: string },
): Promise<StaticNginx> {
  mkdirSync(join(folder, "pages"), { recursive: true });
  // nginx serves as a user of its own when it is started by root.
  for (const path of [folder, join(folder, "pages")]) chmodSync(path, 0o755);
  writeFileSync(join(folder, "pages", "page.gz"), zipped, { mode: 0o644 });
  writeFileSync(join(folder, "nginx.conf"), configuration({ folder, port, contentType }));
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  const url = `http://127.0.0.1:${port}/page`;
  await answers(child, url);
  return {
    url,
    processId: child.pid ?? 0,
    close: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function configuration({ folder, port, contentType }: { folder: string; port: number; contentType: string }) {
  return `daemon off;
worker_processes 1;
pid ${join(folder, "nginx.pid")};
error_log ${join(folder, "error.log")};
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=10 inactive=600s;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${join(folder, "pages")};
    default_type "${contentType}";
    gzip_static always;
  }
}
`;
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}
