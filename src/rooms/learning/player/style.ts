import { type InlineBlock, inlineBlock } from '#site/style.ts';

const TEXT = `main,.bar,.below,.band{max-width:720px;margin-inline:auto}
.bar{display:flex;align-items:center;gap:6px 12px;flex-wrap:wrap;padding:8px 16px;border-bottom:1px solid var(--line)}.bar>b{font-size:15px;line-height:20px;flex:1 1 8em;min-width:min-content;overflow-wrap:break-word}.bar .lang{margin:0;width:auto;flex-wrap:wrap;gap:0 12px}
.back{display:inline-grid;place-items:center;min-width:44px;min-height:44px;margin-inline-start:-12px;color:var(--ink)}
.share{display:block;flex:0 0 calc(100% + 32px);margin:0 -16px -9px;height:4px;border:0;appearance:none;background:var(--line)}.share::-webkit-progress-bar{background:var(--line)}.share::-webkit-progress-value{background:var(--brand)}.share::-moz-progress-bar{background:var(--brand)}
.band{background:var(--none-tint);padding:9px 16px}.band:empty{padding:0}.band{font-size:14px;line-height:20px}
main{padding:20px 16px 8px}main:focus{outline:0}h1{font-size:27px;line-height:33px;letter-spacing:-.02em;margin:2px 0 12px}h2{font-size:20px;line-height:27px;margin:24px 0 8px}main p{margin-bottom:12px;max-width:640px}p.note{margin:12px 0 16px}
.k{font-size:14px;line-height:20px;color:var(--muted);margin:0}
.ls li{display:grid;grid-template-columns:20px 1fr;padding:5px 0}.ls li::before{content:'';width:7px;height:7px;border-radius:50%;background:var(--brand);margin-top:10px}
.st{counter-reset:s}.st li{display:grid;grid-template-columns:28px 1fr;padding:5px 0;counter-increment:s}.st li::before{content:counter(s);font-weight:600;color:var(--brand)}
.pics{display:grid;grid-template-columns:96px 1fr;gap:16px;align-items:center;margin-bottom:16px}.pics p{margin:0 0 6px;font-size:19px;line-height:29px}.pic{width:96px;height:96px;fill:none;stroke:var(--ink);stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}.pic .a{fill:var(--chosen)}
.sc{border-block:1px solid var(--control);margin:24px -16px;padding:16px 16px 18px;background:var(--ground)}.sc h2{margin:2px 0 8px}
fieldset{border:0;margin:0 0 18px;padding:0;min-width:0}legend{padding:0;font-weight:600;font-size:17px;line-height:25px;margin-bottom:10px}
.op{display:grid;gap:10px}.op label,.mod{display:grid;grid-template-columns:22px 1fr;gap:12px;border:1.5px solid var(--control);border-radius:6px;padding:11px 14px;background:var(--surface);line-height:25px;align-items:start}
.op input{width:20px;height:20px;margin:2px 0 0;accent-color:var(--brand)}.op label:has(input:checked){border-color:var(--brand);box-shadow:inset 0 0 0 1px var(--brand)}.op label:has(:focus-visible){outline:2px solid #ffbf1f;outline-offset:2px}
.op select{font:inherit;min-height:44px;min-width:64px;background:var(--surface);color:var(--ink);border:1.5px solid var(--control);border-radius:4px}.op .pos{grid-template-columns:1fr auto;align-items:center}
.fb{display:none;border-inline-start:4px solid var(--met);padding-block:2px;padding-inline:14px 0;margin:14px 0 0;font-size:16px;line-height:25px}.fb.n{border-color:var(--partly)}.fb b{display:block;color:var(--met)}.fb.n b{color:var(--partly)}.fb.on{display:block}
.then{display:none;margin-top:18px}
.ref{white-space:nowrap;font-size:12px;line-height:1;vertical-align:super;padding:6px 4px}.srcs{padding-inline-start:24px;list-style:decimal}.srcs li{padding:4px 0;overflow-wrap:anywhere}.srcs .k{display:block}.below h2{font-size:17px;line-height:24px;margin:0 0 6px}
.big,button{font:inherit;font-weight:600;min-height:52px;width:100%;border-radius:6px;border:1.5px solid var(--control);background:var(--surface);color:var(--ink);padding:10px 16px;display:block;text-align:center;text-decoration:none;cursor:pointer}
.go{background:var(--brand);border-color:var(--brand);color:var(--surface)}
.actions{display:grid;gap:10px;margin:20px 0 8px}.actions form{margin:0}
.mod{grid-template-columns:1fr auto;color:var(--ink);text-decoration:none;margin-bottom:10px}.mod b{display:block}.mod .m{font-size:14px;line-height:20px}
.in{display:block;font-weight:600;margin-bottom:16px}.in input{display:block;width:100%;font:inherit;font-size:20px;letter-spacing:.04em;min-height:52px;padding:8px 14px;border:1.5px solid var(--control);border-radius:6px;background:var(--surface);color:var(--ink)}.in span{display:block;font-weight:400;font-size:14px;line-height:20px;color:var(--muted)}
.bad{border-inline-start:4px solid var(--not);padding-block:2px;padding-inline:14px 0;margin-bottom:16px}.point{margin-bottom:24px}.k+.care{margin-top:16px}button+.k,form+.k,button+p{margin-top:12px}.ls+.mod{margin-top:14px}.k+fieldset{margin-top:12px}.care{border-inline-start:4px solid var(--brand);padding-block:2px;padding-inline:14px 0;margin-bottom:16px}
.below{border-top:1px solid var(--line);padding:12px 16px 20px;font-size:14px;line-height:20px;margin-top:20px}.below p,.below details{margin-bottom:10px}.below form{margin-bottom:12px}.below button{min-height:44px;width:auto;font-size:14px}
@media(max-width:767px){.bar .lang{order:3}h1{font-size:27px;line-height:33px}}
@media(max-width:399px){.pics{grid-template-columns:72px 1fr;gap:12px}.pic{width:72px;height:72px}}
@media print{.srcs a::after{content:' ' attr(href);color:var(--muted)}.pics{break-inside:avoid}.bar,.below form,.actions,.band,.share{display:none!important}form{display:block!important}.fb,.then{display:block}.sc,.below{padding-block:6pt}.below{font-size:8pt;line-height:11pt}.sc{margin-block:10pt;background:none}main p{max-width:none}.k{font-size:8pt;line-height:11pt}legend{font-size:10pt;line-height:14pt;margin-bottom:4pt}fieldset{margin-bottom:4pt}.op{gap:3pt;counter-reset:o}.op label,.mod{padding:3pt 8pt;line-height:13pt;gap:6pt;break-inside:avoid}.op label{grid-template-columns:auto 16px 1fr;counter-increment:o}.op label::before{content:counter(o)}.op input{width:14px;height:14px}.point>div{counter-reset:f}.fb{font-size:9pt;line-height:13pt;margin-top:4pt;counter-increment:f}.fb b{display:inline}.fb b::before{content:counter(f) '. '}.fb b::after{content:': '}.try .fb.n,.try .fb b{display:none}.ref{padding:0 1pt;font-size:7pt}.pics p{font-size:11pt;line-height:15pt}.point{break-inside:avoid;margin-bottom:10pt}h2,.sc .k,legend{break-after:avoid}.foot{break-before:avoid}}`;

/** The player's styles in addition to those of the public pages. */
export const LEARN_STYLE: InlineBlock = inlineBlock(TEXT);
