import { expect, it } from 'vitest';
import { readSvgHeader } from '../../src/data/svgHeader.ts';

const SIZED = 'xmlns="http://www.w3.org/2000/svg" width="10" height="10"';
const svg = (content: string, attributes = SIZED) =>
  readSvgHeader(new TextEncoder().encode(`<svg ${attributes}>${content}</svg>`));

it.each([
  ['<path d="M0 0h5" fill="url(#a)"/><use href="#a" xlink:href="#b"/>'],
  ['<image href="data:image/png;base64,AAAA"/><style>p{background:url("data:image/png,")}</style>'],
  ['<text>on time = now, href</text>'],
])('draws what stands by itself: %s', content => {
  expect(svg(content)).toEqual({ problem: null });
});

it.each([
  ['<script>alert(1)</script>', 'script'],
  ['<svg:script/>', 'script'],
  ['<rect onclick="go()"/>', 'script'],
  ["<a xlink:href='javascript:go()'/>", 'script'],
  ['<image href="https://example.org/a.png"/>', 'refers to other'],
  ["<image xlink:href = 'a.png'/>", 'refers to other'],
  ['<use href="other.svg#part"/>', 'refers to other'],
  ['<rect fill="url(other.svg#a)"/>', 'refers to other'],
  ['<style>@import "a.css";</style>', 'refers to other'],
  ["<style>p{background:url('//example.org/a')}</style>", 'refers to other'],
])('refuses %s', (content, why) => {
  expect(svg(content)?.problem).toContain(why);
});

/** Ten copies of the level below on each. */
const levels = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `<g id="a${i + 1}">${`<use xlink:href="#a${i}"/>`.repeat(10)}</g>`,
  ).join('');

it.each([
  ['parts that use each other', `<defs><path id="a0"/>${levels(9)}</defs><use href="#a9"/>`],
  ['a part that uses itself', '<g id="a"><use href="#a"/></g>'],
  ['a great depth', '<g>'.repeat(2000)],
  ['a great many copies', `<path id="a"/>${'<use href="#a"/>'.repeat(3000)}`],
])('refuses %s', (_, content) => {
  expect(svg(content)?.problem).toContain('too often');
});

it('draws letters that are used many times, and parts within parts', () => {
  expect(svg(`<g id="a0"/>${'<use href="#a0"/>'.repeat(500)}`)).toEqual({ problem: null });
  expect(svg(`<path id="a0"/>${levels(2)}<use href="#a2"/>`)).toEqual({ problem: null });
});

it('needs to know how large it is', () => {
  expect(svg('', 'viewBox="0 0 5 5"')).toEqual({ problem: null });
  expect(svg('', 'width="5"')?.problem).toContain('how large');
});

it('is found after a declaration and comments, and nowhere else', () => {
  const read = (text: string) => readSvgHeader(new TextEncoder().encode(text));
  expect(read('<?xml version="1.0"?>\n<!-- made by hand -->\n<svg viewBox="0 0 1 1"/>')).toEqual({
    problem: null,
  });
  expect(read('<?xml-stylesheet href="a.css"?><svg viewBox="0 0 1 1"/>')?.problem).toContain('refers');
  expect(read('A text about <svg viewBox="0 0 1 1">')).toBeNull();
  expect(read('<svgx width="1" height="1">')).toBeNull();
});
