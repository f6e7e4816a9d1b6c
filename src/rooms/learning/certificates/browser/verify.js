// Checks a certificate on this device: first the signature with the public keys of the page, then whether it was revoked or has expired. Nothing is sent.
(() => {
  const place = document.getElementById('verify');
  const { words, keys, revoked, modules, months, asOf } = JSON.parse(place.dataset.list);
  const HEAD = 'manumit-certificate-1.';
  const result = document.getElementById('verify-result');
  const code = document.getElementById('verify-code');
  const today = () => new Date().toISOString().slice(0, 10);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  const utf8 = (text) => new TextEncoder().encode(text);
  const digest = async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)));
  const day = (text) => `${Number(text.slice(8))} ${months[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;
  const add = (to, name, text, kind) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.textContent = text;
    to.append(element);
    return element;
  };
  const show = (kind, word) => {
    result.replaceChildren();
    add(result, 'p', words[word], `verdict ${kind}`);
  };

  async function check(typed) {
    // Copied from paper, the code has line breaks.
    // Certificates printed earlier have invisible breaks in their text.
    const text = typed.replace(/[\s\u200b]+/g, '');
    // The result of another certificate must not stay next to this one.
    result.replaceChildren();
    const token = text.slice(text.indexOf(HEAD));
    const [said, signature, more] = token.slice(HEAD.length).trim().split('.');
    let claims;
    let signed;
    try {
      if (text.indexOf(HEAD) < 0 || !signature || more !== undefined) throw new Error();
      claims = JSON.parse(new TextDecoder().decode(bytes(said)));
      signed = bytes(signature);
      if (typeof claims?.k !== 'number') throw new Error();
    } catch {
      return show('late', 'damaged');
    }
    const key = keys.find(({ generation }) => generation === claims.k);
    // A copy of the page saved before a key rotation lacks the new key: such a certificate is not a forgery.
    if (!key) return show('late', 'no-key');
    let genuine;
    try {
      const known = await crypto.subtle.importKey('raw', bytes(key.publicKey), 'Ed25519', false, ['verify']);
      genuine = await crypto.subtle.verify('Ed25519', known, signed, utf8(HEAD + said));
    } catch {
      return show('late', 'cannot');
    }
    if (!genuine) return show('not', 'forged');
    const mark = [...(await digest(claims.n)).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (revoked.includes(mark)) show('not', 'revoked');
    else if (claims.u !== null && claims.u < today()) show('late', 'expired');
    else show('met', 'valid');
    const facts = add(result, 'dl', '');
    const fact = (name, value) => {
      add(facts, 'dt', words[name]);
      add(facts, 'dd', value);
    };
    fact('paper', claims.n.replace(/(.{5})(?=.)/g, '$1-'));
    fact('module', modules[claims.m] ?? claims.m);
    fact('passed', day(claims.d));
    fact('until', claims.u === null ? words['no-end'] : day(claims.u));
    const reviewed = claims.r && words['review-on'].replace('{day}', day(claims.r));
    fact('review', reviewed || words[claims.r === 0 ? 'not-reviewed' : 'unknown-review']);
    add(result, 'p', words['as-of'].replace('{day}', day(asOf)), 'small m');
    holder(claims);
  }

  function holder({ n, h }) {
    const form = add(result, 'form', '');
    const label = add(form, 'label', words.holder);
    label.htmlFor = 'verify-holder';
    const field = add(form, 'input', '');
    field.id = 'verify-holder';
    field.autocomplete = 'off';
    add(form, 'p', words['holder-hint'], 'small m');
    const button = add(form, 'button', words['holder-check']);
    button.type = 'submit';
    const answer = add(form, 'p', '');
    answer.setAttribute('role', 'status');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const number = field.value.replace(/\s+/g, '').toUpperCase();
      const text = btoa(String.fromCharCode(...(await digest(`${n} ${number}`))))
        .replace(/\+/g, '-')
        .replace(/\//g, '_');
      answer.textContent = words[text.slice(0, 16) === h ? 'holder-fits' : 'holder-other'];
    });
  }

  document.getElementById('verify-here').hidden = false;
  document.getElementById('verify-code-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void check(code.value);
  });
  function fromAddress() {
    if (location.hash.length < 2) return;
    let typed = '';
    try {
      typed = decodeURIComponent(location.hash.slice(1));
    } catch {
      // A damaged address is a damaged code.
    }
    void check(typed);
  }
  window.addEventListener('hashchange', fromAddress);
  fromAddress();
})();
