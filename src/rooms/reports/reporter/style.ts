import { inlineBlock } from '#site/style.ts';

const TEXT = `:root{color-scheme:light dark;--g:#f5f7fa;--s:#fff;--i:#101c2b;--m:#4b5c70;--b:#0a3d7a;--t:#071f3d;--c:#75869a;--l:#d5dde6;--k:#0b6b4f;--n:#9c1c1c;--e:#ffdf80;--x:#101c2b}
@media(prefers-color-scheme:dark){:root{--g:#0c131c;--s:#121b27;--i:#e7edf4;--m:#a3b3c5;--b:#8fbcf5;--t:#e7edf4;--c:#6f8299;--l:#2a394c;--k:#84dcb9;--n:#ffaaa1;--e:#332a08;--x:#ffdf80}}
*{box-sizing:border-box}[hidden]{display:none!important}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--s);color:var(--i);font:400 17px/26px Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1,h2,p,ul,ol,fieldset{margin:0;padding:0;border:0;min-width:0}ul,ol{list-style:none}
h1{font-size:29px;line-height:35px;font-weight:650;color:var(--t);text-wrap:balance}h1:focus{outline:0}h2{font-size:20px;line-height:27px;font-weight:650;text-wrap:balance}
a{color:var(--b);text-underline-offset:2px}
:focus-visible{outline:3px solid #ffbf1f;outline-offset:2px;box-shadow:0 0 0 2px var(--i)}
.exercise{background:var(--e);color:var(--x);font-size:12px;line-height:22px;text-align:center}.exercise b{letter-spacing:.14em;margin-inline-end:10px}[dir=rtl] *{letter-spacing:0}
header,nav,main,footer div{max-width:640px;margin:0 auto;padding:8px 16px}
header{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:6px 12px}header b{font-size:18px;color:var(--t);overflow-wrap:anywhere;min-width:0}header small{display:block;font-size:14px;line-height:19px;font-weight:400;color:var(--m)}
.leave{border:1.5px solid;border-radius:4px;padding:0 13px;min-height:44px;display:inline-flex;align-items:center;color:var(--i);font-weight:600;font-size:15px;text-decoration:none}
nav{display:flex;flex-wrap:wrap;gap:0 20px;padding-block:0;border-block:1px solid var(--l)}nav a,nav b{line-height:44px}
main{padding-block:20px 28px}main>section,.ways{margin-top:28px}section>section,div>section,main>h2{margin-top:24px}p{margin-top:8px;text-wrap:pretty}
.way,.card{display:block;width:100%;border:1px solid var(--c);border-radius:8px;padding:13px 16px;margin-top:12px;color:var(--i);background:var(--s);text-decoration:none;text-align:start;font:inherit}.way b{display:block;font-size:20px;line-height:27px;color:var(--b)}
.n{font-size:22px;font-weight:650;padding:8px 0;display:inline-block}.small{font-size:15px;line-height:21px}.card .ok{border:0;padding:0;margin-top:0}
.en{display:block;font-weight:400;text-align:start;color:var(--m);font-size:15px;line-height:21px}aside.m{max-width:640px;margin:0 auto;padding:10px 16px}
.h,.m{color:var(--m);font-size:15px;line-height:22px}.note{border-inline-start:3px solid;padding-inline-start:12px;margin-top:14px}
.bad,.ok{border-inline-start:4px solid var(--n);padding-inline-start:12px;margin-top:14px;font-weight:600}.ok{border-color:var(--k)}p:empty{display:none}progress{width:100%;margin-top:14px}
.dots li{padding-block:5px;padding-inline-start:18px;position:relative}.dots li::before{content:"";position:absolute;inset-block-start:15px;inset-inline-start:2px;width:7px;height:7px;border-radius:50%;background:var(--b)}
fieldset,.lb{margin-top:24px;display:block}legend{padding:0}.lb{font-weight:650}
.op{display:grid;gap:10px;margin-top:10px}.op label{display:flex;gap:12px;border:1.5px solid var(--c);border-radius:6px;padding:11px 14px;min-height:50px}.op input{width:22px;height:22px;margin:2px 0 0;flex:none;accent-color:var(--b)}.op span{min-width:0;overflow-wrap:anywhere}
.in{width:100%;font:inherit;color:inherit;background:var(--s);border:1.5px solid var(--c);border-radius:6px;padding:10px 13px;min-height:50px;margin-top:8px;display:block}
.steps{margin-top:24px}.btn{min-height:52px;width:100%;margin-top:12px;padding:8px 16px;border-radius:6px;border:1.5px solid var(--c);background:var(--s);color:var(--i);font:inherit;font-weight:600}.p{background:var(--b);border-color:var(--b);color:var(--s)}.btn:disabled{opacity:.6}
.cd{display:grid;grid-template-columns:repeat(3,1fr);border:2px solid;border-radius:8px;margin-top:14px;text-align:center}.cd li{padding:8px 2px}.cd small{display:block;font-size:14px;line-height:18px;color:var(--m)}.cd b{font-size:23px;line-height:30px;letter-spacing:.04em;font-variant-numeric:tabular-nums}
.qr{display:block;width:220px;max-width:100%;margin-top:14px;background:#fff}.qr path{fill:#000}video{width:100%;max-width:420px;margin-top:12px;display:block}
.th li{border-top:1px solid var(--l);padding:10px 0;margin-top:10px}.text{white-space:pre-wrap}.text,.w{overflow-wrap:anywhere}
footer{border-top:1px solid var(--l);background:var(--g);font-size:14px;line-height:21px;color:var(--m)}footer a{color:var(--i);display:inline-block;padding:12px 0;margin-inline-end:20px}
@media print{:root{color-scheme:light;--s:#fff;--g:#fff;--i:#000;--t:#000;--m:#333;--b:#000}.leave,nav,button,footer a,fieldset,.lb,.in,div:has(>.in){display:none!important}body,.h,.m,.en,footer{font-size:10pt;line-height:14pt}}`;

/** The style of the reporter's pages: small, because it comes over the poorest line. The colours are those of the public pages. */
export const REPORTER_STYLE = inlineBlock(TEXT);
