import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { sentenceOf } from '../../plugins/sentences.ts';

const words = {
  zh: { lang: 'zh-CN', title: '登录没有完成', again: '重新登录', home: '返回首页' },
  en: { lang: 'en', title: 'You are not signed in', again: 'Sign in again', home: 'Go to the home page' },
};

const style = `body{margin:0;font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f1f1f;background:#f3f5f9}
main{max-width:40rem;margin:10vh auto;padding:2rem;background:#fff;border-left:6px solid #cf1322}
h1{margin-top:0;font-size:1.5rem}a{color:#0958d9;margin-inline-end:1.5rem}small{color:#595959}`;

/** A sign-in happens between pages, so what goes wrong in it is a page of its own: why, and how to go on. */
export function sendSignInProblem(
  code: 'sign-in-failed' | 'issuer-unavailable',
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status } = new Refusal(code);
  const language = languageOf(request);
  const { lang, title, again, home } = words[language];
  request.outcome = code;
  return reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', vary: 'accept-language' })
    .send(
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head>` +
        `<body><main role="alert"><h1>${title}</h1><p>${sentenceOf(code, language)}</p><p><a href="/auth/login">${again}</a><a href="/">${home}</a></p><small>${request.id}</small></main></body></html>`,
    );
}
