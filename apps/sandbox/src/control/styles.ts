export const controlStyles = `
  :root { --paper: #faf7f1; --card: #fff; --ink: #26211b; --soft: #6d6358; --line: #e4dccf; --clay: #a8492b; --moss: #44683f; --amber: #8a5a00; }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
  header { background: var(--card); border-bottom: 1px solid var(--line); padding: .75rem clamp(1rem, 4vw, 2.5rem); display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline }
  .brand { color: inherit; text-decoration: none } .brand span { color: var(--soft) }
  nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem } nav a { color: var(--soft); text-decoration: none; padding: .25rem 0; border-bottom: 2px solid transparent }
  nav a:hover { color: var(--ink) } nav a[aria-current] { color: var(--ink); border-color: var(--clay) }
  main { padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; max-width: 76rem }
  h1 { font: 400 1.75rem/1.2 Georgia, serif; margin: .5rem 0 1rem } h2 { font-size: 1rem; margin: 2rem 0 .5rem }
  p { max-width: 46rem } .nothing, .hint { color: var(--soft) }
  .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap }
  th { font-weight: 600; color: var(--soft); font-size: .8125rem } tbody tr:last-child td { border-bottom: 0 } td.wide { white-space: normal; min-width: 16rem } td.number { text-align: right; font-variant-numeric: tabular-nums }
  form.row { display: flex; gap: .5rem; align-items: end; flex-wrap: wrap } label { display: grid; gap: .15rem; font-size: .8125rem; color: var(--soft) }
  input, select { font: inherit; color: var(--ink); background: #fff; border: 1px solid #b9ad9c; border-radius: 6px; padding: .35rem .5rem; min-height: 2.25rem } input[type=number] { width: 6.5rem }
  button { font: inherit; border: 1px solid var(--ink); background: var(--ink); color: #fff; border-radius: 6px; padding: .35rem .9rem; min-height: 2.25rem; cursor: pointer } button.quiet { background: transparent; color: var(--ink) }
  :focus-visible { outline: 2px solid var(--clay); outline-offset: 2px }
  td a, summary { color: var(--clay) } summary { cursor: pointer; padding: .5rem 0 }
  .state { display: inline-block; padding: 0 .5rem; border-radius: 99px; background: #efe8db; font-size: .8125rem } .good { background: #e2ecdf; color: var(--moss) } .bad { background: #f6e0d9; color: #8d2f12 } .wait { background: #f7ecd2; color: var(--amber) }
  b.on { color: #fff; background: var(--clay); border-radius: 99px; padding: 0 .5rem; font-size: .75rem; font-weight: 600 }
  .cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)) } .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; display: flex; flex-direction: column } .card form { margin-top: auto } .card h3 { font-size: 1rem; margin: 0 0 .25rem } .card.lit { border-color: var(--clay); box-shadow: inset 4px 0 var(--clay) } th.group { color: var(--ink); font-size: .9375rem; background: #f6f0e5; padding-top: .75rem } form.row[role=search] { margin: 0 0 1rem; align-items: center } form.row[role=search] label { flex: 0 1 20rem } form.row a { color: var(--clay) } .card p { margin: 0 0 .75rem; color: var(--soft) }
  pre { white-space: pre-wrap; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; overflow-wrap: anywhere } code { font-size: .875em } iframe { width: 100%; max-width: 46rem; min-height: 54rem; border: 1px solid var(--line); border-radius: 8px; background: #fff }
`;
