// Marks what is past on the reader's day. The pages themselves know no day: the same files give the same bytes.
"use strict";
(() => {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  for (const time of document.querySelectorAll(".reviews time")) {
    if (time.dateTime >= today) continue;
    const mark = document.createElement("b");
    mark.className = "past";
    mark.textContent = "past due";
    time.after(" ", mark);
  }
})();
