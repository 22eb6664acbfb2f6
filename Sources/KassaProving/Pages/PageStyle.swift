/// How pages look: by day, by night, on paper, on a telephone.
enum PageStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --ground: #fbfaf8; --sheet: #ffffff; --ink: #1d1f24; --quiet: #5c616b; --line: #dfdcd5;
      --link: #1652b5; --code: #f1efea;
      --good: #14653a; --good-ground: #dff3e6; --bad: #a31621; --bad-ground: #fde4e2;
      --odd: #7a4d00; --odd-ground: #fdeecb; --plain: #454a54; --plain-ground: #e9e7e2;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #15171b; --sheet: #1d2026; --ink: #e8e6e1; --quiet: #a5a9b2; --line: #363a43;
        --link: #8fb8ff; --code: #262a32;
        --good: #8fdcae; --good-ground: #16382a; --bad: #ffaaa5; --bad-ground: #4a1d20;
        --odd: #f3cd83; --odd-ground: #41310f; --plain: #c9ccd3; --plain-ground: #31353e;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 88rem;
      background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "PT Sans", "DejaVu Sans", sans-serif;
      overflow-wrap: anywhere;
    }
    header { margin-bottom: 2rem; padding-bottom: 1rem; border-bottom: 2px solid var(--ink); }
    header p { margin: .5rem 0 0; font-size: 1.0625rem; }
    h1, h2, h3, h4, h5, h6 { margin: 0; line-height: 1.25; letter-spacing: -.01em; }
    h1 { font-size: 1.75rem; } h2 { font-size: 1.3125rem; } h3 { font-size: 1.0625rem; }
    h4, h5, h6 { font-size: 1rem; }
    section { margin: 2.25rem 0 0; }
    section section { margin-top: 1.5rem; }
    section:target > :first-child { background: var(--odd-ground); }
    p, ul, ol, pre, table, details, .beside, .card, figure { margin: .75rem 0 0; }
    main > p:first-child { margin-top: 0; }
    p, li { max-width: 52rem; }
    ul, ol { padding-left: 1.5rem; }
    li { margin: .2rem 0; } li::marker { color: var(--quiet); }
    a { color: var(--link); text-underline-offset: .15em; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .quiet { color: var(--quiet); font-weight: 400; }
    code, pre {
      font: .875em/1.45 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono",
        monospace;
    }
    code { padding: .1em .3em; border-radius: .25rem; background: var(--code); }
    pre {
      padding: .75rem 1rem; border-radius: .5rem; background: var(--code);
      overflow-x: auto; white-space: pre; overflow-wrap: normal;
    }
    .badge {
      display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-weight: 600;
      font-size: .8125em; line-height: 1.5; white-space: nowrap;
    }
    .badge.good { color: var(--good); background: var(--good-ground); }
    .badge.bad { color: var(--bad); background: var(--bad-ground); }
    .badge.odd { color: var(--odd); background: var(--odd-ground); }
    .badge.plain { color: var(--plain); background: var(--plain-ground); }
    ins { color: var(--good); background: var(--good-ground); text-decoration: none; }
    ins::before { content: "+ "; }
    del { color: var(--bad); background: var(--bad-ground); }
    del::before { content: "− "; display: inline-block; text-decoration: none; white-space: pre; }
    table { width: 100%; border-collapse: collapse; background: var(--sheet); }
    th, td { padding: .45rem .75rem; text-align: left; vertical-align: top; }
    th {
      position: sticky; top: 0; z-index: 1; background: var(--ground); color: var(--quiet);
      font-size: .8125rem; font-weight: 600; box-shadow: inset 0 -1px var(--line);
    }
    td { border-bottom: 1px solid var(--line); }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    tbody tr:hover { background: var(--code); }
    details { border: 1px solid var(--line); border-radius: .5rem; background: var(--sheet); }
    summary { padding: .5rem .9rem; cursor: pointer; border-radius: .5rem; }
    summary:hover { background: var(--code); }
    details[open] > summary { border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; }
    details > div { padding: .25rem .9rem .9rem; }
    .beside {
      display: grid; gap: 1rem; align-items: start;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
    }
    .beside > div { min-width: 0; }
    .beside > div > :first-child { margin-top: 0; }
    .card {
      padding: .7rem .9rem .9rem; border: 1px solid var(--line); border-left-width: .3rem;
      border-radius: .5rem; background: var(--sheet);
    }
    .card.good { border-left-color: var(--good); } .card.bad { border-left-color: var(--bad); }
    .card.odd { border-left-color: var(--odd); }
    .card > :first-child { margin-top: 0; } .card > .title { font-weight: 600; }
    .card > p { margin-top: .25rem; }
    .buttons { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; list-style: none; }
    .buttons li {
      margin: 0; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: .4rem;
      background: var(--ground); font-size: .9375rem;
    }
    .buttons .taken { border-color: var(--link); color: var(--link); font-weight: 600; }
    figure { overflow-x: auto; padding: .5rem; border-radius: .5rem; background: #ffffff; }
    figure img { display: block; margin: 0 auto; max-width: 100%; height: auto; }
    @media (max-width: 44rem) {
      body { padding: 1.25rem .9rem 3rem; }
      h1 { font-size: 1.4375rem; }
      table, tbody { display: block; background: none; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tr {
        display: block; margin: 0 0 .75rem; padding: .4rem .8rem; border: 1px solid var(--line);
        border-radius: .5rem; background: var(--sheet);
      }
      td { display: flow-root; padding: .2rem 0 .2rem 8rem; border: 0; }
      td::before {
        content: attr(data-head); float: left; width: 7.25rem; margin-left: -8rem; color: var(--quiet);
        font-weight: 400; font-size: .875rem;
      }
      td:first-child { font-weight: 600; } td:empty { display: none; }
      .number { text-align: left; white-space: normal; }
    }
    @media print {
      :root {
        color-scheme: light; --ground: #ffffff; --sheet: #ffffff; --ink: #000000; --quiet: #444444;
        --line: #bbbbbb; --code: #f4f4f4; --link: #000000;
      }
      @page { margin: 14mm; }
      body { padding: 0; max-width: none; font-size: 9.5pt; }
      th { position: static; }
      h2, h3, h4 { break-after: avoid; } tr, .card, figure { break-inside: avoid; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      .badge { border: 1px solid currentColor; }
      details::details-content { display: block; content-visibility: visible; }
    }
    """
}
