import { loadOrganisations } from '../../../schema/catalog/load.ts';
import { demoPassword } from './accounts.ts';
import type { Account } from './accounts.ts';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const style = `
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f1f1f;background:#f3f5f9}
main{max-width:960px;margin:0 auto;padding:32px 16px 64px}
header{border-left:6px solid #0958d9;padding-left:16px;margin-bottom:24px}
h1{margin:0;font-size:26px}header p{margin:4px 0 0;color:#595959}
.card{background:#fff;border:1px solid #d9dde5;border-radius:10px;padding:24px;margin-bottom:24px}
label{display:block;font-weight:600;margin-bottom:4px}
input{width:100%;font:inherit;padding:10px 12px;border:1px solid #8c8c8c;border-radius:6px;margin-bottom:16px}
button{font:inherit;cursor:pointer}
.go{background:#0958d9;color:#fff;border:0;border-radius:6px;padding:10px 28px}
.go:hover{background:#003eb3}
:focus-visible{outline:3px solid #faad14;outline-offset:2px}
.problem{border-left:4px solid #cf1322;background:#fff1f0;padding:8px 12px;margin:0 0 16px}
h2{font-size:17px;margin:20px 0 8px}
ul{list-style:none;padding:0;margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:8px}
li button{width:100%;text-align:start;background:#fff;border:1px solid #d9dde5;border-radius:6px;padding:8px 12px}
li button:hover{border-color:#0958d9;background:#f0f6ff}
li small{display:block;color:#595959}`;

/** The sign-in page of the embedded issuer: type an account, or choose one of the demo list. Plain HTML, no script. */
export function signInPage(uid: string, accounts: Account[], typed: string, failed: boolean): string {
  const organisations = new Map(loadOrganisations().organisations.map((one) => [one.id, `${one.name.zh}`]));
  const groups = groupOf(accounts);
  const lists = [...groups]
    .map(([group, members]) => {
      const rows = members.map(
        (account) =>
          `<li><button name="choose" value="${escape(account.login)}" formnovalidate>${escape(account.name)}<small>${escape(account.login)}</small></button></li>`,
      );
      return `<h2>${escape(organisations.get(group) ?? group)}</h2><ul>${rows.join('')}</ul>`;
    })
    .join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width,initial-scale=1"><title>登录 · Sign in</title><style>${style}</style></head><body><main>
<header><h1>统一身份认证</h1><p>Unified sign-in · 演示环境 demo</p></header>
<form method="post" action="/interaction/${escape(uid)}">
<div class="card">
${failed ? '<p class="problem" role="alert">账号或密码不正确，请重新输入。 The account or the password is wrong.</p>' : ''}
<label for="login">账号 · Account</label><input id="login" name="login" autocomplete="username" required autofocus value="${escape(typed)}">
<label for="password">密码 · Password</label><input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="hint">
<p id="hint">演示密码 · demo password: <code>${demoPassword}</code></p>
<button class="go" name="typed" value="1">登录 · Sign in</button>
</div>
<div class="card"><strong>或直接选择一个演示账号</strong> · or choose a demo account${lists}</div>
</form></main></body></html>`;
}

function groupOf(accounts: Account[]): Map<string, Account[]> {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) groups.set(account.group, [...(groups.get(account.group) ?? []), account]);
  return groups;
}
