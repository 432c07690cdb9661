/** Does what Chrome's translator does; its “language” is capital letters. */
export function translate(): void {
  const { TEXT_NODE, DOCUMENT_NODE } = Node;
  const done = new WeakSet<Node>();
  const all = (root: Node) => {
    if (root.nodeType === TEXT_NODE) return one(root as Text);
    const texts = document.createNodeIterator(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) found.push(text as Text);
    found.forEach(one);
  };
  const one = (text: Text) => {
    const parent = text.parentElement;
    if (done.has(text) || !parent || parent.closest('script, style, select, textarea, [translate=no]'))
      return;
    const outer = document.createElement('font');
    const inner = outer.appendChild(document.createElement('font'));
    const translated = inner.appendChild(document.createTextNode(text.data.toUpperCase()));
    done.add(translated);
    parent.replaceChild(outer, text);
  };
  new MutationObserver(changes => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'characterData') all(target);
      for (const node of addedNodes) if (node.isConnected) all(node);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  if (document.nodeType === DOCUMENT_NODE && document.body) all(document.body);
}
