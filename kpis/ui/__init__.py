"""What several pages share on screen. With pages/ and app.py the only code that knows Streamlit."""
