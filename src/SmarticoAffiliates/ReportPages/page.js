(function () {
  'use strict';
  var table = document.querySelector('table');
  if (!table) { return; }
  var body = table.tBodies[0];
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  function compare(a, b, isNumber) {
    if (isNumber && Number(a) !== Number(b)) { return Number(a) - Number(b); }
    return a.localeCompare(b, 'en', { numeric: true });
  }
  heads.forEach(function (head, index) {
    var button = document.createElement('button');
    var isNumber = head.className === 'n';
    button.type = 'button';
    button.title = head.title;
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener('click', function () {
      var before = head.getAttribute('aria-sort');
      var down = before ? before === 'ascending' : isNumber;
      heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      Array.prototype.slice.call(body.rows)
        .map(function (row, place) { return { row: row, place: place, text: row.cells[index].textContent }; })
        .sort(function (one, other) {
          // Rows without a value stay at the end, whichever way.
          if (!one.text !== !other.text) { return one.text ? -1 : 1; }
          return (down ? -1 : 1) * compare(one.text, other.text, isNumber) || one.place - other.place;
        })
        .forEach(function (item) { body.appendChild(item.row); });
    });
  });
})();
