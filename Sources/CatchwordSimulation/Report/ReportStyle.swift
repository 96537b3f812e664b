/// The look of a report: dark ink on white, one warm and one cool tint, red for what failed alone.
/// Whatever a colour says, a shape or a word says too.
enum ReportStyle {
  static let sheet: StaticString = """
    :root { color-scheme: light; --ink: #1d2730; --soft: #55626e; --rule: #d5dbe0;
      --cool: #2f5d8a; --warm: #f3e6cf; --warm-edge: #a8854a; --fail: #b3261e; }
    * { box-sizing: border-box; }
    body { margin: 0; background: #fff; color: var(--ink);
      font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
    main { max-width: 1240px; margin: 0 auto; padding: 28px 24px 64px; }
    h1 { font-size: 25px; line-height: 1.25; margin: 0 0 6px; font-weight: 650; }
    h2 { font-size: 17px; margin: 34px 0 6px; font-weight: 650; }
    p { margin: 0 0 8px; max-width: 92ch; }
    .prose { color: var(--soft); }
    .hint, .small { color: var(--soft); font-size: 13px; }
    .omission { border-left: 3px solid var(--warm-edge); padding-left: 10px; }
    .verdict { margin: 14px 0; padding: 10px 14px; border: 1px solid var(--rule);
      border-left: 6px solid #2e6b4a; border-radius: 4px; max-width: none;
      overflow-wrap: anywhere; }
    .verdict.failed { border-color: var(--fail); border-left-width: 6px; }
    .verdict.failed strong { color: var(--fail); }
    .verdict p { margin: 4px 0 0; max-width: 110ch; }
    .verdict .rule { color: var(--soft); }
    .facts { display: flex; flex-wrap: wrap; gap: 6px 24px; margin: 0; }
    .facts dt { font-size: 12px; color: var(--soft); }
    .facts dd { margin: 0; font-variant-numeric: tabular-nums; }
    figure { margin: 10px 0 26px; overflow-x: auto; break-inside: avoid; }
    .system { display: block; width: 100%; min-width: 900px; height: auto; }
    .definitions { position: absolute; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 10px 0 12px;
      padding: 0; font-size: 13px; color: var(--soft); }
    .legend li { display: flex; align-items: center; gap: 6px; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
    th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0;
      border-bottom: 1px solid var(--rule); }
    thead th { font-weight: 600; border-bottom: 2px solid var(--ink); }
    tbody th { font-weight: 600; }
    .knowledge .commit { min-width: 330px; max-width: 560px; overflow-wrap: anywhere; }
    .knowledge td.made, .knowledge td.held, .knowledge td.never { min-width: 108px; }
    .knowledge .when { display: block; font-variant-numeric: tabular-nums; }
    .knowledge .maker .when { font-weight: 650; }
    .knowledge .never { color: var(--soft); font-style: italic; }
    .knowledge tr { break-inside: avoid; }
    .knowledge .named > :first-child { border-left: 3px solid var(--fail); padding-left: 6px; }
    .decision { margin-top: 3px; }
    .standing, .reached { margin: 10px 0 0; padding-left: 20px; }
    .standing li { margin-bottom: 3px; overflow-wrap: anywhere; max-width: 110ch; }
    .checks .count { white-space: nowrap; font-variant-numeric: tabular-nums; }
    .checks .failed th, .checks .failed .count { color: var(--fail); font-weight: 650; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 40px; }
    summary { cursor: pointer; }
    summary h2 { display: inline-block; }
    pre { margin: 4px 0 0; padding: 12px 14px; background: #f6f7f8; border: 1px solid var(--rule);
      border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 70vh;
      overflow-y: auto;
      font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; }
    @media (max-width: 820px) { .columns { grid-template-columns: minmax(0, 1fr); } }

    svg text { font-family: system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif;
      font-size: 10px; fill: var(--ink); }
    svg line, svg path { fill: none; }
    .axis { stroke: var(--ink); stroke-width: 1; }
    .grid { stroke: #e6eaed; stroke-width: 1; }
    .tick { stroke: var(--ink); }
    svg .time, svg .pause, svg .settle-name { text-anchor: middle; }
    svg .time { font-variant-numeric: tabular-nums; }
    svg .day { font-weight: 650; }
    svg .pause { font-size: 9px; fill: var(--soft); }
    svg .settle-name { font-weight: 650; }
    svg .pause-gap { fill: #fff; }
    .pause-mark { stroke: var(--ink); stroke-width: 1; }
    .settling { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 1 3; }
    .band { fill: var(--warm); }
    .one-way { fill: url(#one-way); }
    .asleep-hatch { fill: url(#asleep); }
    .hatch { fill: none; stroke-width: 1.4; stroke: var(--warm-edge); }
    .hatch.asleep { stroke: #c3cad0; stroke-width: 1; }
    .band-end { stroke: var(--warm-edge); stroke-width: 1.5; }
    svg .host { font-size: 13px; font-weight: 650; }
    svg .role, svg .clock-name { font-size: 9.5px; fill: var(--soft); }
    svg .clock-name { font-size: 9px; }
    .life { stroke: var(--ink); stroke-width: 1.6; }
    .death { stroke: #e4e7ea; stroke-width: 3; }
    .death.asleep { stroke: #f2f4f5; }
    .death.gone { stroke: #d3d8dc; }
    .rest { stroke: #8b969f; stroke-width: 1; stroke-dasharray: 4 4; }
    .spell { fill: #e4e7ea; }
    .spell.asleep { fill: #f2f4f5; }
    .spell.gone { fill: #d3d8dc; }
    svg .spell-name { font-size: 9.5px; fill: #47535d; font-style: italic; }
    .truth { stroke: #8b969f; stroke-width: 0.8; stroke-dasharray: 1.5 2.5; }
    svg .ribbon { fill: #9cc3c4; fill-opacity: 0.75; }
    .ribbon-edge { stroke: #2c6a6c; stroke-width: 1.1; }
    .clock-change { stroke: #2c6a6c; stroke-width: 1.1; }
    svg .clock-text { font-size: 9px; }
    .talk { fill: var(--cool); }
    .message { stroke: var(--cool); stroke-width: 1; }
    .heavy { stroke-width: 2.1; }
    .lost { stroke: #6b4a2b; stroke-dasharray: 4 2.5; stroke-width: 1.2; }
    .lost-cross { stroke: #6b4a2b; stroke-width: 1.8; }
    svg .head { fill: var(--cool); }
    .carried { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 6 3 1.5 3; }
    .copied { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 2 2; }
    .pole { stroke: #97a2ab; stroke-width: 0.9; }
    svg .label, svg .band-name, svg .clock-text { paint-order: stroke; stroke: #fff;
      stroke-width: 2.5px; stroke-linejoin: round; }
    svg .band-name { font-size: 9.5px; fill: #5b4417; stroke: var(--warm); }
    svg .label.failed { font-style: italic; }
    svg .action { fill: var(--ink); stroke: #fff; stroke-width: 1; }
    svg .refusal { fill: #fff; stroke: var(--ink); stroke-width: 1.6; }
    svg .failure { stroke: var(--ink); stroke-width: 2; }
    svg .crash { stroke: var(--ink); stroke-width: 2.8; }
    svg .start { fill: var(--ink); }
    svg .fault { fill: #fff; stroke: var(--ink); stroke-width: 1.2; stroke-linejoin: round; }
    svg .backup, svg .stick, svg .clone { fill: #fff; stroke: var(--ink); stroke-width: 1.3; }
    svg .restore { fill: var(--ink); }
    .claim { stroke: #2e6b4a; stroke-width: 1.8; }
    .evidence { fill: none; stroke: var(--fail); stroke-width: 1.3; stroke-dasharray: 3 2; }
    .ring, .ring-sample { fill: none; stroke: var(--fail); stroke-width: 3; }
    .verdict-line { stroke: var(--fail); stroke-width: 1.2; }
    .verdict-box { fill: #fff; stroke: var(--fail); stroke-width: 1.2; }
    svg .verdict-text { font-size: 11px; }

    @page { size: A4 landscape; margin: 12mm; }
    @media print {
      body { font-size: 11px; line-height: 1.4; }
      main { max-width: none; padding: 0; }
      h1 { font-size: 18px; }
      h2 { font-size: 13px; margin: 14px 0 3px; }
      p, .verdict { margin: 0 0 5px; }
      .verdict { padding: 4px 10px; }
      .hint, .small, .legend, .facts dt { font-size: 10px; }
      .hint { max-width: none; break-after: avoid; }
      .facts { gap: 2px 20px; }
      .legend { margin: 4px 0; }
      figure { margin: 4px 0 10px; }
      table { font-size: 10.5px; }
      th, td { padding: 3px 8px 3px 0; }
      .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
      .system { min-width: 0; max-height: 116mm; }
      .band, .spell, .ribbon, pre, svg rect, svg path { print-color-adjust: exact;
        -webkit-print-color-adjust: exact; }
      pre { max-height: none; overflow: visible; font-size: 9px; background: none; }
      h2 { break-after: avoid; }
    }

    """
}
