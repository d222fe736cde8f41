(() => {
  // Streamlit follows the browser's history: a new address and a "popstate" switch the page while
  // the session stays, where a plain link would load the whole dashboard again.
  if (window.kpisLinks) return;
  window.kpisLinks = true;
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest ? event.target.closest("a[data-nav]") : null;
    if (!link || link.origin !== location.origin || link.target === "_blank") return;
    event.preventDefault();
    if (link.href === location.href) return;
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
})();
