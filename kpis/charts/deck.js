(() => {
  const deck = document.querySelector(".k-deck");
  if (!deck) return;
  // The page may draw the deck again: the listeners of the one before go with it.
  if (window.kpisDeck) window.kpisDeck.abort();
  const control = new AbortController();
  window.kpisDeck = control;
  const signal = control.signal;
  const slides = [...deck.querySelectorAll(".k-slide")];
  const part = (name) => deck.querySelector(name);
  const [black, typed, help] = [part(".k-black"), part(".k-typed"), part(".k-keys-help")];
  // Drawings become part of the page, so that their letters are set in the same face as the rest,
  // and their colours are those of its ground.
  deck.querySelectorAll(".k-d-path img").forEach((image) => {
    const text = decodeURIComponent(image.src.slice(image.src.indexOf(",") + 1));
    const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    svg.setAttribute("class", image.className);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", image.alt);
    image.replaceWith(svg);
  });
  let at = 0;
  let digits = "";
  let forgetting = 0;
  let playing = 0;

  // Streamlit completes a link that lacks its language, and drops the slide's number: then the
  // address that was opened still has it, for the first deck this window shows.
  const opened = new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href);
  const typedNumber = window.kpisDeckSeen || opened.pathname !== location.pathname
    ? "" : opened.hash;
  window.kpisDeckSeen = true;
  const remembered = () => Number.parseInt((location.hash || typedNumber).slice(1), 10) - 1 || 0;
  const show = (wanted) => {
    at = Math.min(Math.max(wanted, 0), slides.length - 1);
    slides.forEach((slide, place) => { slide.hidden = place !== at; });
    black.hidden = true;
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${at + 1}`);
  };
  const type = (text) => {
    clearTimeout(forgetting);
    digits = text.slice(-3);
    typed.textContent = digits;
    typed.hidden = !digits;
    if (digits) forgetting = setTimeout(() => type(""), 4000);
  };
  const ground = (kind) => {
    deck.dataset.theme = kind;
    sessionStorage.setItem("kpisDeckTheme", kind);
  };
  const play = () => {
    clearInterval(playing);
    playing = playing ? 0 : setInterval(() => show((at + 1) % slides.length), 20000);
  };
  const fullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  };
  const leave = () => {
    clearInterval(playing);
    if (document.fullscreenElement) document.exitFullscreen();
    part(".k-leave").click();
  };
  const next = () => show(at + 1);
  const back = () => show(at - 1);
  const enter = () => {
    if (digits) show(Number(digits) - 1);
    else next();
    type("");
  };
  // Why the slide has its status: the link on it, also for those who have keys only.
  const why = () => { slides[at].querySelector("a.k-d-status")?.click(); };
  // Tab goes round the links of the slide: what lies under the deck is not to be met.
  const around = (step) => {
    const links = [...slides[at].querySelectorAll("a[href]"), part(".k-leave")];
    const place = links.indexOf(document.activeElement);
    const first = step > 0 ? 0 : links.length - 1;
    links[place < 0 ? first : (place + step + links.length) % links.length].focus();
  };
  const darken = () => { black.hidden = !black.hidden; };
  const keys = {
    ArrowRight: next, ArrowDown: next, PageDown: next, " ": next, Enter: enter,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
    Home: () => show(0), End: () => show(slides.length - 1),
    b: darken, ".": darken, f: fullScreen, p: play, Escape: leave,
    l: () => ground(deck.dataset.theme === "dark" ? "light" : "dark"),
    w: why,
    h: () => { help.hidden = !help.hidden; }, "?": () => { help.hidden = !help.hidden; },
  };
  // Caught on the way down, before the dashboard's own shortcuts see the key.
  document.addEventListener("keydown", (event) => {
    if (!deck.isConnected) return control.abort();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Whoever has come to a link by Tab follows it.
    if (event.key === "Enter" && !digits && event.target.closest("a")) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const turn = () => around(event.shiftKey ? -1 : 1);
    const action = /^\d$/.test(name) ? () => type(digits + name) : { ...keys, Tab: turn }[name];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }, { capture: true, signal });
  // The pointer is seen while it moves, so that links can be met.
  let resting = 0;
  deck.addEventListener("mousemove", () => {
    deck.style.cursor = "default";
    clearTimeout(resting);
    resting = setTimeout(() => { deck.style.cursor = ""; }, 2000);
  }, { signal });
  deck.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    if (event.clientX * 4 > window.innerWidth) next();
    else back();
  }, { signal });
  window.addEventListener("hashchange", () => show(remembered()), { signal });
  signal.addEventListener("abort", () => clearInterval(playing));

  ground(sessionStorage.getItem("kpisDeckTheme") || deck.dataset.theme);
  show(remembered());
  deck.focus({ preventScroll: true });
})();
