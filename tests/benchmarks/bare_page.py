"""The floor of every page: one title, one choice, one chart, nothing else."""

import plotly.graph_objects as go
import streamlit as st

QUARTERS = [f"Q{number}/{year}" for year in range(2021, 2026) for number in range(1, 5)]

st.set_page_config(layout="wide")
chosen = st.selectbox("Quarter", QUARTERS, index=17)
st.title(chosen)
values = [50 + place for place in range(QUARTERS.index(chosen) + 1)]
st.plotly_chart(go.Figure(go.Scatter(x=QUARTERS[: len(values)], y=values)), theme=None)
