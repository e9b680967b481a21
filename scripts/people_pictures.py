"""Pictures of docs/people.md from `charley --json lab people`: python3 scripts/people_pictures.py PEOPLE.json docs

Writes docs/pictures/people-*.svg and the tables of docs/people.md anew. Standard library alone."""
import html
import json
import pathlib
import sys

INK, FAINT, IN, OUT = '#1d2b33', '#9aa7ad', '#1f6f8b', '#b4492f'
STYLE = ('<style>text{font:12px system-ui,sans-serif;fill:' + INK + '}.f{fill:' + FAINT + '}.t{font-weight:600}'
         '@media(prefers-color-scheme:dark){text{fill:#e6edf0}.f{fill:#8b989e}rect.b{fill:#141a1d}}</style>')


def svg(width, height, parts, title):
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
            f'<title>{html.escape(title)}</title>{STYLE}<rect class="b" width="{width}" height="{height}" fill="#fbfcfc"/>')
    return head + ''.join(parts) + '</svg>\n'


def text(x, y, words, kind='', anchor='start'):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{html.escape(words)}</text>'


def line(x1, y1, x2, y2, colour=FAINT, width=1.0):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def dot(x, y, colour, hollow=False):
    fill = 'none' if hollow else colour
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'


def rows(targets, title, scale, unit, step, label):
    """One row a target: the published interval as a bar, ours as a dot."""
    left, right, top = 330, 690, 54
    low, high = scale
    at = lambda value: left + (min(max(value, low), high) - low) / (high - low) * (right - left)
    height = top + 20 * len(targets) + 16
    parts = [text(12, 22, title, 't'), text(right, 22, unit, 'f', 'end')]
    tick = low
    while tick <= high + 1e-9:
        parts += [line(at(tick), top - 14, at(tick), height - 12, FAINT, 0.4), text(at(tick), top - 18, f'{tick:g}', 'f', 'middle')]
        tick += step
    for number, target in enumerate(targets):
        y = top + 20 * number
        colour = IN if target['inside'] else OUT
        parts += [text(12, y + 4, label(target), '' if target['counts'] else 'f')]
        parts += [line(at(target['within'][0]), y, at(target['within'][1]), y, FAINT, 5)]
        parts += [dot(at(target['ours']), y, colour, not target['counts'])]
    return svg(710, height, parts, title)


def against_temperature(targets):
    left, right, top, bottom = 56, 690, 44, 330
    x = lambda c: left + c / 40 * (right - left)
    y = lambda rate: bottom - rate / 2.6 * (bottom - top)
    title = 'Sweat of weighed groups against temperature: published (bar, one SD) and ours (dot)'
    parts = [text(12, 22, title, 't')]
    for c in range(0, 41, 10):
        parts += [line(x(c), top, x(c), bottom, FAINT, 0.4), text(x(c), bottom + 18, f'{c} °C', 'f', 'middle')]
    for rate in (0, 0.5, 1, 1.5, 2, 2.5):
        parts += [line(left, y(rate), right, y(rate), FAINT, 0.4), text(left - 8, y(rate) + 4, f'{rate:g}', 'f', 'end')]
    parts.append(text(left - 40, top - 8, 'L/h', 'f'))
    for target in targets:
        colour = IN if target['inside'] else OUT
        parts += [line(x(target['air_c']), y(target['within'][0]), x(target['air_c']), y(target['within'][1]), FAINT, 3)]
        parts += [dot(x(target['air_c']), y(target['ours']), colour, not target['counts'])]
        if not target['inside'] and target['counts']:
            parts.append(text(x(target['air_c']) + 7, y(target['ours']) + 4, target['id'], 'f'))
    return svg(710, 360, parts, title)


def short(target):
    what = target['what'].split(' (')[0].strip()
    return f"{target['id']}  {what if len(what) < 48 else what[:46] + ' ...'}"


def table(targets):
    """Every row as Markdown, for between the marks of docs/people.md."""
    yield '| | published | ours | | who and what | source |'
    yield '|---|---|---|---|---|---|'
    for t in targets:
        decimals = 2 if t['kind'] in ('sweat', 'mass') else 1
        word = ('inside' if t['inside'] else '**outside**') + ('' if t['counts'] else ', not counted')
        place = f"{t['sport']}, {t['air_c']:.0f} °C: " if 'sport' in t else ''
        what = (place + t['what'].strip()).replace('|', '/')
        yield f"| {t['id']} | {t['published']} | {t['ours']:.{decimals}f} | {word} | {what} | {t.get('source', '')} |"


def rewrite(page, document):
    """Puts the tables anew between `<!-- KIND -->` and `<!-- end -->`."""
    words = page.read_text(encoding='utf-8')
    for kind in ('sweat', 'mass', 'core', 'strength', 'fuel', 'water'):
        mark = f'<!-- {kind} -->'
        before, rest = words.split(mark, 1)
        rows = '\n'.join(table([t for t in document['targets'] if t['kind'] == kind and t['ours'] is not None]))
        words = f"{before}{mark}\n{rows}\n<!-- end -->{rest.split('<!-- end -->', 1)[1]}"
    page.write_text(words, encoding='utf-8')


def main():
    document = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))
    folder = pathlib.Path(sys.argv[2]) / 'pictures'
    of = lambda kind: [t for t in document['targets'] if t['kind'] == kind and t['ours'] is not None]
    sweat = [t for t in of('sweat') if t['published'].split(' ')[0] != '3.6']
    moved = lambda t: f"{t['id']}  {t['sport']} at {t['air_c']:.0f} °C"
    write = lambda name, picture: (folder / name).write_text(picture, encoding='utf-8')
    write('people-sweat.svg', rows(sweat, 'Sweat of weighed groups: published mean ± SD (bar) and ours (dot)', (0, 2.6), 'L/h', 0.5, moved))
    write('people-temperature.svg', against_temperature(sweat))
    write('people-strength.svg', rows(of('strength'), 'Strength lost: published (bar) and ours (dot)', (0, 50), '%', 10, short))
    shares = [t for t in of('fuel') if '% of energy' in t['published']]
    write('people-fuel.svg', rows(shares, 'Carbohydrate in the fuel: published (bar) and ours (dot)', (0, 100), '% of energy', 20, short))
    write('people-core.svg', rows(of('core'), 'Core temperature at the end: published (bar) and the heat standard (dot)', (37, 44), '°C', 1, short))
    rewrite(folder.parent / 'people.md', document)


if __name__ == '__main__':
    main()
