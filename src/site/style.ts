import { createHash } from 'node:crypto';

/** Colours of the house, light and dark. The desk carries the same tokens. */
const TOKENS = `:root{color-scheme:light dark;--ground:#f5f7fa;--surface:#fff;--raised:#f9fafc;--ink:#101c2b;--muted:#4b5c70;--brand:#0a3d7a;--title:#071f3d;--control:#75869a;--line:#d5dde6;--soft:#e6ebf1;--chosen:#e9f0f9;--met:#0b6b4f;--met-tint:#d8efe6;--partly:#7a5200;--partly-tint:#fdebc2;--not:#9c1c1c;--not-tint:#fadcd9;--late:#5b3a9b;--late-tint:#e8e0f7;--none:#56657a;--none-tint:#eef1f5;--exercise:#ffdf80;--exercise-ink:#101c2b;--land:#dce2ea;--sea:#f0f4f9}
@media(prefers-color-scheme:dark){:root{--ground:#0c131c;--surface:#121b27;--raised:#192536;--ink:#e7edf4;--muted:#a3b3c5;--brand:#8fbcf5;--title:#e7edf4;--control:#6f8299;--line:#2a394c;--soft:#202d3d;--chosen:#1b2f4a;--met:#84dcb9;--met-tint:#123a2e;--partly:#f2ca7a;--partly-tint:#43330c;--not:#ffaaa1;--not-tint:#521d1d;--late:#cbb8f7;--late-tint:#372a5f;--none:#a9b7c6;--none-tint:#253346;--exercise:#332a08;--exercise-ink:#ffdf80;--land:#33455a;--sea:#0c131c}}`;

const BASE = `*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--surface);color:var(--ink);font:400 17px/27px Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;letter-spacing:-.006em}
h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0;padding:0}ul,ol{list-style:none}b{font-weight:600}
h1{font-size:44px;line-height:50px;font-weight:650;letter-spacing:-.026em;color:var(--title);max-width:800px;text-wrap:balance}
h2{font-size:24px;line-height:31px;font-weight:650;letter-spacing:-.016em;text-wrap:balance}h3{font-size:17px;line-height:25px;font-weight:650}
a{color:var(--brand);text-underline-offset:2px;text-decoration-thickness:1px}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid #ffbf1f;outline-offset:2px;box-shadow:0 0 0 2px var(--ink);border-radius:2px}
.wrap{max-width:1144px;margin:0 auto;padding-inline:32px}.wide{max-width:1408px}
.skip{position:absolute;inset-inline-start:8px;top:-80px;padding:10px 16px;background:var(--surface)}.skip:focus{top:8px}
.exercise{min-height:22px;background:var(--exercise);color:var(--exercise-ink);font-size:12px;line-height:22px;text-align:center;font-weight:550}.exercise b{letter-spacing:.14em;margin-inline-end:10px}
.top{border-bottom:1px solid var(--line)}.top .wrap{display:flex;align-items:center;gap:0 24px;min-height:60px}
.mark{display:flex;align-items:center;gap:9px;min-height:44px;font-size:19px;font-weight:650;letter-spacing:-.012em;color:var(--title);text-decoration:none}
svg.line{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;flex:none}
.top nav{display:flex;gap:22px;font-size:15px;margin-inline-start:16px}.top nav a{white-space:nowrap;color:var(--ink);text-decoration:none;line-height:58px;border-bottom:2px solid transparent}.top nav [aria-current]{font-weight:600;border-color:var(--brand)}
.lang{margin-inline-start:auto;display:flex;flex-wrap:wrap;column-gap:10px;font-size:15px}.lang a,.lang b{line-height:44px}.lang a{color:var(--muted)}
.leave{min-height:44px;padding:0 14px;border:1.5px solid var(--ink);border-radius:4px;font-size:15px;font-weight:600;display:inline-flex;align-items:center;color:var(--ink);text-decoration:none;white-space:nowrap}.leave:hover{background:var(--chosen)}
.foot{border-top:1px solid var(--line);background:var(--ground);font-size:14px;line-height:21px;color:var(--muted)}.foot .wrap{padding-block:20px 24px;display:flex;justify-content:space-between;gap:14px 48px}.foot p{max-width:620px}
.foot ul{display:flex;gap:0 20px;flex-wrap:wrap;align-content:start;margin-block:-12px}.foot a{color:var(--ink);white-space:nowrap;display:inline-block;padding-block:12px}
.lead{font-size:20px;line-height:31px;max-width:740px;margin-top:20px;text-wrap:pretty}.prose{padding-block:40px 56px}.prose>*{max-width:740px}.prose h2{margin-top:36px}.prose h3{margin-top:24px}.prose q{overflow-wrap:anywhere}q{quotes:none}.prose p,.prose ul{margin-top:12px}.prose ul{padding-inline-start:20px;list-style:disc}.prose li{padding-block:3px}
.m{color:var(--muted)}.small{font-size:14px;line-height:20px}.nw{white-space:nowrap}
.chip{display:inline-block;padding:1px 8px;border-radius:3px;font-size:14px;line-height:20px;font-weight:600;background:var(--none-tint);color:var(--none)}.chip.warn{background:var(--partly-tint);color:var(--partly)}
.note{border-inline-start:3px solid var(--ink);padding:2px 0;padding-inline-start:16px;font-size:16px;line-height:25px}
.t{display:inline-grid;place-items:center;width:22px;height:24px;border-radius:3px;flex:none}.t svg{stroke-width:1.8}.met{color:var(--met);background:var(--met-tint)}.partly{color:var(--partly);background:var(--partly-tint)}.not{color:var(--not);background:var(--not-tint)}.late{color:var(--late);background:var(--late-tint)}.none{color:var(--none);background:var(--none-tint)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:900px){.top .wrap{gap:0 14px}.top nav{gap:16px;margin-inline-start:4px}}
@media(max-width:767px){.wrap{padding-inline:16px}h1{font-size:31px;line-height:37px}h2{font-size:21px;line-height:28px}.lead{font-size:17px;line-height:27px;margin-top:14px}.prose{padding-block:24px 36px}
.top .wrap{flex-wrap:wrap;padding-block:8px 2px}.mark{font-size:18px;margin-inline-end:auto}.top nav{order:8;width:100%;margin:0;gap:20px;flex-wrap:wrap}.top nav a{line-height:42px}.lang{order:9;width:100%;margin:0}.foot .wrap{display:block}.foot ul{margin:4px 0 0}}
@media print{@page{margin:12mm}:root{color-scheme:light;--surface:#fff;--ground:#fff;--raised:#fff;--ink:#000;--title:#000;--muted:#333;--brand:#000;--line:#000;--soft:#888}body{font-size:9pt;line-height:13pt}h1{font-size:18pt;line-height:22pt}h2{font-size:13pt;line-height:17pt}.lead{font-size:11pt;line-height:15pt}.skip,.top nav,.lang,.leave,form,.foot ul,.screen{display:none!important}.exercise{border:1pt solid #000}.wrap{max-width:none;padding:0}.small,.chip,.foot,.note{font-size:8pt;line-height:11pt}.t,.chip{border:.5pt solid}.mark,.chip{print-color-adjust:exact}}`;

// Leaving replaces the page in the history, so that the back button does not return here. Without script the plain link works.
const LEAVE_SCRIPT = `document.getElementById('leave').addEventListener('click',function(e){e.preventDefault();location.replace(this.href)})`;

/** One inline block, with the hash by which a content security policy names it. */
export type InlineBlock = { text: string; hash: string };

/** Makes an inline block of a text. */
export function inlineBlock(text: string): InlineBlock {
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

export const BASE_STYLE: InlineBlock = inlineBlock(`${TOKENS}\n${BASE}`);
/** Additional styles for a right-to-left script: mirrored arrows, bars that CSS cannot position by direction, and letters that join. */
export const RIGHT_TO_LEFT_STYLE: InlineBlock = inlineBlock(
  `*{letter-spacing:0!important}.arrow,.back svg{transform:scaleX(-1)}tr:has(details[open])>th,.more td{box-shadow:inset -3px 0 0 var(--brand)!important}`,
);
export const LEAVE: InlineBlock = inlineBlock(LEAVE_SCRIPT);
